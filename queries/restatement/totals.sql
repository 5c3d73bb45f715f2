-- Grain: one row for each city or province, year, basis and indicator, and one for each version that entered such a total, both as
--   on the as-of day. Sources: region_indicator, region_member. Parameter: $1 the year, 0 for all.
CREATE OR REPLACE TEMP TABLE {moment}_total AS
SELECT year, region_code, region_name, level, basis, preferred, subject, item, heading, label_zh, unit, value, reports, expected
FROM region_indicator
WHERE level IN ('city', 'province') AND ($1 = 0 OR year = $1);
