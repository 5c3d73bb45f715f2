-- Grain: one row for each region, year and indicator whose published total is above a built one that misses members.
-- Sources: region_total, region_member, report_subject, cell_value, region_indicator, region_year, agency_current.
-- Meaning: whether what is missing can be as much as the gap. expected_gap is what the missing members can be thought to bring: the
--   whole value that each had in the year before; where there is none, its share of the published total by its weight among the
--   members. given is what those of them brought that are there in part. is_plausible: the gap and given together are from half
--   of expected_gap to twice as much. explained_by names them: a body by its name, a child region by its, and * for a body
--   of the region's own level that nobody knows; those too that reported and left the indicator blank.
-- Additive over: nothing. Excluded: members that nobody expects. Null rule: given is NULL where nothing was.
CREATE OR REPLACE VIEW reconciliation_gap AS
WITH opened AS (
  SELECT subject, year, region_code, indicator_id, published, built, expected
  FROM region_total
  WHERE published > built AND (complete IS NULL OR complete < expected)
),
asked AS (
  SELECT o.subject, o.year, o.region_code, o.indicator_id, o.published, o.built, o.expected,
         CASE WHEN m.through IS NOT NULL THEN m.through WHEN m.origin_code <> m.region_code THEN m.origin_code END AS child_code,
         CASE WHEN m.version_id IS NULL THEN m.agency_id ELSE s.agency_id END AS agency_id, m.weight_expected, m.version_id
  FROM opened o
  JOIN region_member m ON m.subject = o.subject AND m.year = o.year AND m.region_code = o.region_code AND NOT m.is_published
  LEFT JOIN report_subject s ON s.version_id = m.version_id AND s.subject = m.subject
),
-- Of all cells these alone, or the whole of them would be laid out to look up a few. So it is with those of the year before.
read AS (
  SELECT c.version_id, c.indicator_id, c.value
  FROM cell_value c
  JOIN (SELECT DISTINCT version_id, indicator_id FROM asked) a ON a.version_id = c.version_id AND a.indicator_id = c.indicator_id
),
member AS (
  SELECT a.subject, a.year, a.region_code, a.indicator_id, a.published, a.built, a.expected, a.child_code, a.agency_id, a.weight_expected,
         c.value
  FROM asked a
  LEFT JOIN read c ON c.version_id = a.version_id AND c.indicator_id = a.indicator_id
),
lacking AS (
  SELECT subject, year, region_code, indicator_id, published, built, expected, child_code,
         CASE WHEN child_code IS NULL THEN agency_id END AS agency_id,
         CASE WHEN child_code IS NULL THEN sum(weight_expected) ELSE 1 END AS weight,
         sum(value) AS given
  FROM member
  GROUP BY subject, year, region_code, indicator_id, published, built, expected, child_code, CASE WHEN child_code IS NULL THEN agency_id END
  HAVING sum(CASE WHEN value IS NULL THEN weight_expected ELSE 0 END) > 0
),
last_body AS (
  SELECT s.year, s.agency_id, c.indicator_id, c.value
  FROM cell_value c
  JOIN (
    SELECT DISTINCT s.year, s.agency_id, s.version_id, l.indicator_id
    FROM lacking l
    JOIN report_subject s ON s.agency_id = l.agency_id AND s.year = l.year - 1 AND s.subject = l.subject
    WHERE s.role IN ('body', 'level')
  ) s ON s.version_id = c.version_id AND s.indicator_id = c.indicator_id
),
known AS (
  SELECT l.subject, l.year, l.region_code, l.indicator_id, l.published, l.built, l.given,
         CASE WHEN g.value IS NOT NULL THEN g.value WHEN b.value IS NOT NULL THEN CAST(b.value AS DECIMAL(38, 6))
              ELSE CAST(CAST(l.published AS DOUBLE) * l.weight / l.expected AS DECIMAL(38, 6)) END AS expected_gap,
         CASE WHEN y.region_name IS NOT NULL THEN y.region_name WHEN a.name IS NOT NULL THEN a.name ELSE '*' END AS member
  FROM lacking l
  LEFT JOIN region_indicator g ON g.year = l.year - 1 AND g.region_code = l.child_code AND g.indicator_id = l.indicator_id
   AND g.preferred AND g.missing = 0
  LEFT JOIN last_body b ON b.year = l.year - 1 AND b.agency_id = l.agency_id AND b.indicator_id = l.indicator_id
  LEFT JOIN region_year y ON y.year = l.year AND y.region_code = l.child_code
  LEFT JOIN agency_current a ON a.agency_id = l.agency_id
),
added AS (
  SELECT subject, year, region_code, indicator_id, published - built AS difference, sum(expected_gap) AS expected_gap, sum(given) AS given,
         string_agg(member, ', ' ORDER BY member) AS explained_by
  FROM known
  GROUP BY subject, year, region_code, indicator_id, published, built
)
SELECT subject, year, region_code, indicator_id, expected_gap, given, explained_by,
       2 * (difference + CASE WHEN given IS NULL THEN 0 ELSE given END) >= expected_gap
         AND difference + CASE WHEN given IS NULL THEN 0 ELSE given END <= 2 * expected_gap AS is_plausible
FROM added;
