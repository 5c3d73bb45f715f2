-- Grain: one row for each region, year and rate, on the preferred basis.
-- Sources: rate_code, rate_term, region_member, cell_value, region_year.
-- Meaning: numerator and denominator are sums over the same reports: those that gave every number the rate needs
--   (reports). One that left a part blank stays out of both (incomplete), so that no rate mixes different bodies; with
--   any such report the two sums can be smaller than the totals of the roll-ups. Bodies that gave no report at all are missing.
--   appeal_rate needs the same basis in tables 三 and 四: where they differ there is none.
-- Additive over: nothing. Sum numerators and denominators of disjoint regions and divide again.
-- Excluded: see region_member. Null rule: rate is NULL where the denominator is NULL or not above 0.
CREATE OR REPLACE VIEW rate AS
WITH member AS (
  SELECT DISTINCT subject, year, region_code, version_id
  FROM region_member
  WHERE is_published = prefers_published AND version_id IS NOT NULL
),
needed AS (
  SELECT code, count(*) AS terms, count(DISTINCT subject) AS subjects FROM rate_term GROUP BY code
),
-- What each report gives for a rate, once, however many regions it is added up in.
given AS (
  SELECT c.subject, c.version_id, t.code, count(c.value) AS terms,
         sum(CASE WHEN t.side = 'numerator' THEN t.sign * c.value END) AS numerator,
         sum(CASE WHEN t.side = 'denominator' THEN t.sign * c.value END) AS denominator
  FROM cell_value c
  JOIN rate_term t ON CAST(c.subject AS VARCHAR) = t.subject AND c.item = t.item AND c.heading = t.heading
  GROUP BY c.subject, c.version_id, t.code
),
-- A report can count for a rate of two tables (appeal_rate) where it is a member of the region in both.
counted AS (
  SELECT m.year, m.region_code, g.code, g.terms, g.numerator, g.denominator
  FROM given g
  JOIN needed n ON n.code = g.code AND n.subjects = 1
  JOIN member m ON m.version_id = g.version_id AND m.subject = g.subject
  UNION ALL
  SELECT m.year, m.region_code, g.code, sum(g.terms), sum(g.numerator), sum(g.denominator)
  FROM given g
  JOIN needed n ON n.code = g.code AND n.subjects > 1
  JOIN member m ON m.version_id = g.version_id AND m.subject = g.subject
  GROUP BY m.year, m.region_code, g.code, m.version_id
),
added AS (
  SELECT g.year, g.region_code, g.code,
         sum(CASE WHEN g.terms = n.terms THEN g.numerator END) AS numerator,
         sum(CASE WHEN g.terms = n.terms THEN g.denominator END) AS denominator,
         count(CASE WHEN g.terms = n.terms THEN 1 END) AS reports,
         count(CASE WHEN g.terms <> n.terms THEN 1 END) AS incomplete
  FROM counted g
  JOIN needed n ON n.code = g.code
  GROUP BY g.year, g.region_code, g.code
),
region_state AS (
  SELECT DISTINCT subject, year, region_code, expected, missing_bodies, prefers_published
  FROM region_member
  WHERE has_published OR has_built
)
SELECT s.year, s.region_code, y.region_name, y.level,
       CASE WHEN s.prefers_published THEN 'published' ELSE 'built' END AS basis,
       k.code, k.label_zh, k.label_en,
       CAST(a.numerator AS DECIMAL(38, 6)) AS numerator, CAST(a.denominator AS DECIMAL(38, 6)) AS denominator,
       CASE WHEN a.denominator > 0 THEN CAST(a.numerator AS DOUBLE) / CAST(a.denominator AS DOUBLE) END AS rate,
       CAST(CASE WHEN a.reports IS NULL THEN 0 ELSE a.reports END AS INTEGER) AS reports,
       CAST(CASE WHEN a.incomplete IS NULL THEN 0 ELSE a.incomplete END AS INTEGER) AS incomplete,
       CASE WHEN s.prefers_published THEN 1 ELSE s.expected END AS expected,
       CASE WHEN s.prefers_published THEN 0 ELSE s.missing_bodies END AS missing
FROM region_state s
JOIN rate_code k ON k.subject = CAST(s.subject AS VARCHAR)
JOIN region_year y ON y.year = s.year AND y.region_code = s.region_code
LEFT JOIN added a ON a.year = s.year AND a.region_code = s.region_code AND a.code = k.code;
