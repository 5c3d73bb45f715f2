-- Grain: one row for each deadline. Sources: deadline_current, region.
-- Null rule: region_code and region are NULL where it holds everywhere, month and day where it takes back what was imported before, to_year
--   while it holds, recorded_on for what law or a circular sets.
SELECT d.purpose, d.level, d.body, d.region_code, p.name AS region, d.month, d.day, d.from_year, d.to_year, d.source, d.is_legal,
       strftime(timezone('Asia/Shanghai', d.recorded_at), '%Y-%m-%d') AS recorded_on
FROM deadline_current d
LEFT JOIN (SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code) p ON p.code = d.region_code
LEFT JOIN region_level l ON l.level = d.level
ORDER BY d.purpose, d.region_code NULLS FIRST, l.depth, d.body, d.from_year DESC, d.is_legal DESC
