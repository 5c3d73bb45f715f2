-- Grain: one row for each body.
-- Sources: agency_current, agency_name, report, register_standing, punctuality, region.
-- Parameters: $1 a region by code or name with all that is inside it, empty for all; $2 a kind, $3 a level, $4 a vertical system,
--   each empty for all; $5 a year, 0 for none: then standing says what became of the body's report for it; $6 a standing,
--   empty for all.
-- Excluded: names that stand for another body; from the standing of a year, bodies that nobody waits for.
-- status is what the register says for the year, unlisted where it does not name the body, empty without a year.
-- absence is the word of punctuality for a report that is missing: not_collected, not_found, not_filed; empty for the others.
-- Null rule: first_year and last_year are 0 where the body gave no report, standing and contact empty where there is none.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $1 IN (code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
),
place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
),
body AS (
  SELECT DISTINCT agency_id FROM agency_name
),
given AS (
  SELECT agency_id, min(year) AS first_year, max(year) AS last_year, count(*) AS reports FROM report GROUP BY agency_id
),
standing AS (
  SELECT agency_id, standing, contact, 'register' AS from_where, status FROM register_standing WHERE year = $5
  UNION ALL
  SELECT p.agency_id, CASE WHEN p.status = 'missing' THEN 'missing' ELSE 'reported' END, p.contact, 'history', 'unlisted'
  FROM punctuality p
  LEFT JOIN register_standing k ON k.agency_id = p.agency_id AND k.year = p.year
  WHERE p.year = $5 AND k.agency_id IS NULL
)
SELECT c.agency_id, c.name, c.region_code, coalesce(p.name, '') AS region, c.level, c.kind, coalesce(c.system, '') AS system,
       coalesce(strftime(c.valid_from, '%Y-%m-%d'), '') AS valid_from, coalesce(strftime(c.valid_to, '%Y-%m-%d'), '') AS valid_to,
       coalesce(g.first_year, 0) AS first_year, coalesce(g.last_year, 0) AS last_year, coalesce(g.reports, 0) AS reports,
       coalesce(s.standing, '') AS standing, coalesce(s.from_where, '') AS from_where, coalesce(s.contact, '') AS contact,
       coalesce(s.status, '') AS status, CASE WHEN s.standing = 'missing' THEN coalesce(u.absence, '') ELSE '' END AS absence
FROM body b
JOIN agency_current c ON c.agency_id = b.agency_id
LEFT JOIN place p ON p.code = c.region_code
LEFT JOIN given g ON g.agency_id = c.agency_id
LEFT JOIN standing s ON s.agency_id = c.agency_id
LEFT JOIN punctuality u ON u.agency_id = c.agency_id AND u.year = $5
WHERE ($1 = '' OR c.region_code IN (SELECT code FROM inside))
  AND ($2 = '' OR c.kind = $2)
  AND ($3 = '' OR c.level = $3)
  AND ($4 = '' OR c.system = $4)
  AND ($5 = 0 OR s.standing IS NOT NULL)
  AND ($6 = '' OR s.standing = $6)
ORDER BY c.region_code, c.name
