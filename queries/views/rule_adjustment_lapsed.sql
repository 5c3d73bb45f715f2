-- Grain: one row for each adjusted cell whose published value is no longer the one that was corrected.
-- Sources: adjustment_latest, report, cell, indicator.
-- Meaning: rule adjustment.lapsed: left is the value published now, right the one that the adjustment corrects. The report
--   was published again, or read again; the adjustment no longer holds, and a person decides anew.
-- Additive over: nothing, but findings may be counted.
-- Excluded: adjustments that were taken back. Null rule: left or right is NULL where nothing is, or was, published.
CREATE OR REPLACE VIEW rule_adjustment_lapsed AS
WITH due AS (
  SELECT r.year, r.region_code, r.agency_id, r.report_id, r.version_id, a.indicator_id, a.published_value
  FROM adjustment_latest a
  JOIN report r ON r.report_id = a.report_id
  WHERE a.value IS DISTINCT FROM a.published_value
),
-- Of all cells these alone, or the whole of them would be laid out to look up a few.
printed AS (
  SELECT c.version_id, c.indicator_id, c.value
  FROM cell c
  JOIN due d ON d.version_id = c.version_id AND d.indicator_id = c.indicator_id
)
SELECT 'adjustment.lapsed' AS rule, CAST(i.subject AS VARCHAR) AS subject, d.year, d.region_code, d.agency_id, d.report_id, d.version_id,
       CAST(NULL AS BIGINT) AS other_version_id, d.indicator_id AS indicator_id, CAST(c.value AS DECIMAL(38, 6)) AS left_value,
       CAST(d.published_value AS DECIMAL(38, 6)) AS right_value
FROM due d
JOIN indicator i ON i.indicator_id = d.indicator_id
LEFT JOIN printed c ON c.version_id = d.version_id AND c.indicator_id = d.indicator_id
WHERE c.value IS DISTINCT FROM d.published_value;
