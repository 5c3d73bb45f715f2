-- Grain: one row for a version of a report. Sources: version_current, report.
-- Parameter: $1 the version. Meaning: whether it is the rendition that counts for its body and year, of how many; agency_id is that of the body.
-- Null rule: agency_id and renditions are 0 where the report is not settled.
WITH asked AS (
  SELECT version_id, agency_id, year FROM version_current WHERE version_id = $1
)
SELECT coalesce(a.agency_id, 0) AS agency_id, coalesce(t.version_id = a.version_id, FALSE) AS is_counting, coalesce(t.renditions, 0) AS renditions
FROM asked a
LEFT JOIN report t ON t.agency_id = a.agency_id AND t.year = a.year
