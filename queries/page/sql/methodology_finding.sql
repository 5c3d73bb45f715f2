-- Grain: one row for each rule with findings that nobody has ruled on, on reports of a release. Sources: release_input, finding,
--   verdict. Parameter: $1 the release. Excluded: notes of severity info. Without the
--   cast the words would be compared, by which an error comes before a warning.
WITH ruling AS (
  SELECT finding_id, verdict, row_number() OVER (PARTITION BY finding_id ORDER BY recorded_at DESC, verdict) AS place
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
)
SELECT CAST(f.severity AS VARCHAR) AS severity, f.rule, CAST(count(DISTINCT f.finding_id) AS VARCHAR) AS findings,
       CAST(count(DISTINCT f.version_id) AS VARCHAR) AS reports
FROM release_input i
JOIN finding f ON f.version_id = i.version_id
LEFT JOIN ruling r ON r.finding_id = f.finding_id AND r.place = 1
WHERE i.release_id = $1 AND f.severity >= CAST('warning' AS severity) AND (r.verdict IS NULL OR r.verdict NOT IN ('accepted', 'dismissed'))
GROUP BY f.severity, f.rule
ORDER BY f.severity DESC, f.rule
