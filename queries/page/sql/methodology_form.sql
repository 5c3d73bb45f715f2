-- Grain: one row for each subject and form of the reports of a release. Sources: release_input, report_version, subject_name.
-- Parameter: $1 the release. Null rule: form is empty where the report lacks that table.
SELECT subject, form, CAST(count(*) AS VARCHAR) AS reports
FROM (
  SELECT n.subject, coalesce(CASE n.subject WHEN 'disclosure' THEN v.form_disclosure WHEN 'request' THEN v.form_request
                                            ELSE v.form_appeal END, '') AS form
  FROM release_input i
  JOIN report_version v ON v.version_id = i.version_id
  CROSS JOIN subject_name n
  WHERE i.release_id = $1
) s
GROUP BY subject, form
ORDER BY subject, form
