-- Grain: one row for each agency, year and indicator that was published first with another value than the one that counts.
-- Sources: report, version_current, cell_value, indicator.
-- Meaning: what a correction or a later publication changed: first_value is that of the earliest publication whose date is
--   known, value that of the version that counts, which is of a later day.
-- Additive over: nothing: totals stand beside their parts. Excluded: renditions of the same day or without a date (see
--   rendition_difference); what was withdrawn.
-- Null rule: a value is NULL where that version has none; difference where either has none. Both NULL is no restatement.
CREATE OR REPLACE VIEW restatement AS
WITH first AS (
  SELECT agency_id, year, arg_min(version_id, ROW(published_on, sha256, ordinal)) AS version_id, min(published_on) AS published_on
  FROM version_current
  WHERE agency_id IS NOT NULL AND year IS NOT NULL AND published_on IS NOT NULL
  GROUP BY agency_id, year
)
SELECT r.year, r.region_code, r.agency, i.subject, i.item, i.heading, i.label_zh,
       f.published_on AS first_published_on, o.value AS first_value, r.published_on, n.value,
       CAST(n.value AS DECIMAL(38, 6)) - o.value AS difference,
       i.unit, r.is_correction, r.agency_id, r.version_id, f.version_id AS other_version_id, i.indicator_id
FROM report r
JOIN first f ON f.agency_id = r.agency_id AND f.year = r.year AND f.published_on < r.published_on
JOIN cell_value n ON n.version_id = r.version_id
JOIN cell_value o ON o.version_id = f.version_id AND o.indicator_id = n.indicator_id
JOIN indicator i ON i.indicator_id = n.indicator_id
WHERE n.value IS DISTINCT FROM o.value;
