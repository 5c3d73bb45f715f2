-- Grain: one row for each finding of a report that counts.
-- Sources: finding, report, verdict, as_of.
-- Meaning: what the rules on one report say about the version that counts, with the latest ruling of a person as of the day:
--   verdict is accepted or dismissed, NULL where nobody ruled or the ruling was taken back. cells are indicator codes.
-- Additive over: nothing, but findings may be counted. Excluded: findings of versions that another one won over, and of
--   reports whose agency, region or year is not settled. Null rule: a side is NULL where a rule has no number on it.
CREATE OR REPLACE VIEW report_finding AS
WITH ruling AS (
  SELECT finding_id, verdict, row_number() OVER (PARTITION BY finding_id ORDER BY recorded_at DESC, verdict) AS place
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
)
SELECT r.year, r.region_code, r.agency, f.rule, f.subject, f.severity, f.status, f.left_value, f.right_value,
       f.message_zh, f.message_en, array_to_string(f.cells, '; ') AS cells, f.suggestion,
       CASE WHEN v.verdict IN ('accepted', 'dismissed') THEN v.verdict END AS verdict, f.finding_id, f.version_id
FROM finding f
JOIN report r ON r.version_id = f.version_id
LEFT JOIN ruling v ON v.finding_id = f.finding_id AND v.place = 1;
