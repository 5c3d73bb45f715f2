-- Grain: one row for each version that entered a total, as on the as-of day. Sources: region_member.
CREATE OR REPLACE TEMP TABLE {moment}_member AS
SELECT DISTINCT subject, year, region_code, CASE WHEN is_published THEN 'published' ELSE 'built' END AS basis, version_id
FROM region_member
WHERE version_id IS NOT NULL AND level IN ('city', 'province');
