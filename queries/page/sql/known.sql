-- Grain: one row, what is known of the year of a region with all that is inside it.
-- Sources: report, register_current, region, agency_current. Parameters: $1 a region by code or name, empty for all; $2 a year.
-- Meaning: reports and registered count the reports of the year and its lines on the register: where both are 0 nothing is known, and
--   nobody can be said to be missing or not. last_year is the last year before, else the last of all, that has a report, and
--   then_bodies who gave one for it, a line each; listed beside the count, so that a list of thousands stays short.
-- Null rule: last_year is 0 where no report is there at all, then_bodies empty.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $1 IN ('', code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
),
seen AS (
  SELECT year, agency, region_code FROM report WHERE region_code IN (SELECT code FROM inside)
),
latest AS (
  SELECT coalesce(max(CASE WHEN year < $2 THEN year END), max(year)) AS year FROM seen
),
before AS (
  SELECT s.agency, row_number() OVER (ORDER BY s.region_code, s.agency) AS place
  FROM seen s
  JOIN latest l ON l.year = s.year
)
SELECT (SELECT count(*) FROM seen WHERE year = $2) AS reports,
       (SELECT count(*) FROM register_current WHERE year = $2 AND region_code IN (SELECT code FROM inside)) AS registered,
       coalesce((SELECT year FROM latest), 0) AS last_year,
       (SELECT count(*) FROM before) AS then_reports,
       coalesce((SELECT string_agg(agency, chr(10) ORDER BY place) FROM before WHERE place <= $3), '') AS then_bodies
