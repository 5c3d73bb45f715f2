-- Grain: one row for each indicator on which a rendition of a report differs from the version that counts.
-- Sources: report, version_current, cell_adjusted, indicator.
-- Meaning: the same report was published more than once (as a page and as a file, or again) and the numbers differ.
--   Put together by grouping, as in cell_sequence.
-- Additive over: nothing. Excluded: indicators on which either rendition has no value. Null rule: no NULL values.
CREATE OR REPLACE VIEW rendition_difference AS
WITH pair AS (
  SELECT r.year, r.region_code, r.agency, r.version_id, v.version_id AS other_version_id
  FROM report r
  JOIN version_current v ON v.agency_id = r.agency_id AND v.year = r.year AND v.version_id <> r.version_id
  WHERE r.renditions > 1
),
laid AS (
  SELECT version_id, other_version_id, version_id AS read_version_id FROM pair
  UNION ALL
  SELECT version_id, other_version_id, other_version_id FROM pair
),
compared AS (
  SELECT l.version_id, l.other_version_id, c.indicator_id,
         max(CASE WHEN c.version_id = l.version_id THEN c.value END) AS value,
         max(CASE WHEN c.version_id = l.other_version_id THEN c.value END) AS other_value
  FROM cell_adjusted c
  JOIN laid l ON l.read_version_id = c.version_id
  GROUP BY l.version_id, l.other_version_id, c.indicator_id
)
SELECT p.year, p.region_code, p.agency, i.subject, i.indicator_id, i.item, i.heading, i.label_zh,
       d.value AS value, d.other_value AS other_value, d.version_id, d.other_version_id
FROM compared d
JOIN pair p ON p.version_id = d.version_id AND p.other_version_id = d.other_version_id
JOIN indicator i ON i.indicator_id = d.indicator_id
WHERE d.value <> d.other_value;
