-- Grain: one row for each region and year.
-- Sources: region; the years of report_version, override and agency_register.
-- Meaning: the regions that exist on 31 December of the year, with their parent. What a report is of is settled on these
--   boundaries; on which it is added up, region_year and region_place say.
-- Additive over: nothing, parents contain children. Excluded: regions not yet or no longer valid.
-- Null rule: parent_code is NULL for the nation.
CREATE OR REPLACE VIEW region_valid AS
WITH years AS (
  SELECT year FROM report_version WHERE year IS NOT NULL AND recorded_at < (SELECT known_before FROM as_of)
  UNION
  SELECT TRY_CAST(value AS SMALLINT) FROM override WHERE field = 'year' AND recorded_at < (SELECT known_before FROM as_of)
  UNION
  SELECT year FROM agency_register WHERE recorded_at < (SELECT known_before FROM as_of)
)
SELECT y.year, r.code AS region_code, r.name AS region_name, r.level, l.depth, r.kind, r.parent_code, r.valid_from
FROM years y
JOIN region r ON r.valid_from <= make_date(y.year, 12, 31) AND (r.valid_to IS NULL OR r.valid_to >= make_date(y.year, 12, 31))
JOIN region_level l ON l.level = r.level;
