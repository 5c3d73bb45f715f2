-- Grain: one row for each subject and scope of the reports of a release. Sources: release_input, subject_name. Parameter: $1 the release.
SELECT subject, scope, CAST(count(*) AS VARCHAR) AS reports
FROM (
  SELECT n.subject, CAST(CASE n.subject WHEN 'disclosure' THEN i.scope_disclosure WHEN 'request' THEN i.scope_request
                                        ELSE i.scope_appeal END AS VARCHAR) AS scope
  FROM release_input i
  CROSS JOIN subject_name n
  WHERE i.release_id = $1
) s
GROUP BY subject, scope
ORDER BY subject, scope
