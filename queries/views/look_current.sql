-- Grain: one row for each body, or government of a region, and year for whose report somebody looked and did not find it.
-- Sources: looked_at, agency_name, agency_current, region_valid.
-- Meaning: the last day on which somebody looked, and where, of `looks` in all. agency_id is NULL for the government of the region, under
--   whatever name somebody looked for its report.
-- Additive over: count of bodies. Excluded: looks that were not recorded yet, or taken back.
-- Null rule: agency_id as said; nothing else is NULL.
CREATE OR REPLACE VIEW look_current AS
WITH named AS (
  SELECT CASE WHEN a.kind = 'government' AND a.level = v.level THEN NULL ELSE n.agency_id END AS agency_id,
         l.region_code, l.year, l.address, l.looked_on, l.is_withdrawn, l.recorded_at
  FROM looked_at l
  LEFT JOIN agency_name n ON n.named_id = l.agency_id
  LEFT JOIN agency_current a ON a.agency_id = n.agency_id
  LEFT JOIN region_valid v ON v.region_code = a.region_code AND v.year = l.year
  WHERE l.recorded_at < (SELECT known_before FROM as_of) AND (l.agency_id IS NULL OR n.agency_id IS NOT NULL)
),
latest AS (
  SELECT agency_id, region_code, year, address, looked_on, is_withdrawn,
         row_number() OVER (PARTITION BY agency_id, region_code, year, address, looked_on
                            ORDER BY recorded_at DESC, CASE WHEN is_withdrawn THEN 0 ELSE 1 END) AS place
  FROM named
),
ranked AS (
  SELECT agency_id, region_code, year, address, looked_on,
         row_number() OVER (PARTITION BY agency_id, region_code, year ORDER BY looked_on DESC, address) AS place,
         count(*) OVER (PARTITION BY agency_id, region_code, year) AS looks
  FROM latest
  WHERE place = 1 AND NOT is_withdrawn
)
SELECT agency_id, region_code, year, looked_on, address, looks FROM ranked WHERE place = 1;
