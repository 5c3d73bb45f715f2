-- Grain: one row for each region, year and rate, on the preferred basis.
-- Sources: rate_code, rate_term, region_member, cell_value, region_year, region_break, form_change.
-- Meaning: numerator and denominator are sums over the same reports: those that gave every number the rate needs
--   (reports). One that left a part blank stays out of both (incomplete), so that no rate mixes different bodies; with
--   any such report the two sums can be smaller than the totals of the roll-ups. Bodies that gave no report at all are missing.
--   bound says of the two sums whether they are those of all members (exact), or of some (lower); the rate is then that of some.
--   appeal_rate needs the same basis in tables 三 and 四: where they differ there is none.
--   low and high: the 95 % interval of Wilson (1927) of a share, the denominator taken as so many cases of one chance.
--   breaks: the causes for which the rate does not simply compare with that of the year before, as in region_break: those of the tables
--   that it is made of; form where one of its numbers does not fully compare; coverage also where a member left a part blank.
-- Additive over: nothing. Sum numerators and denominators of disjoint regions and divide again.
-- Excluded: see region_member. Null rule: rate is NULL where the denominator is NULL or not above 0; low and high also where
--   the rate is no share, or the numerator not within the denominator; bound where there is no numerator; breaks where there is none,
--   or no year before.
CREATE OR REPLACE VIEW rate AS
WITH stated AS (
  SELECT subject, year, region_code, version_id, is_published, expected, expected_from, missing_bodies, prefers_published,
         has_published, has_built
  FROM region_member
),
member AS (
  SELECT DISTINCT subject, year, region_code, version_id
  FROM stated
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
  SELECT DISTINCT subject, year, region_code, expected, expected_from, missing_bodies, prefers_published
  FROM stated
  WHERE has_published OR has_built
),
formed AS (
  SELECT DISTINCT t.code, c.from_form, c.to_form
  FROM rate_term t
  JOIN form_change c ON c.code = t.subject || '.' || t.item || '.' || t.heading
  WHERE c.comparable <> 'yes'
),
ground AS (
  SELECT t.code, b.year, b.region_code,
         max(CASE WHEN f.code IS NULL THEN 0 ELSE 1 END) = 1 AS is_form, max(CASE WHEN b.is_law THEN 1 ELSE 0 END) = 1 AS is_law,
         max(CASE WHEN b.is_boundary THEN 1 ELSE 0 END) = 1 AS is_boundary, max(CASE WHEN b.is_scope THEN 1 ELSE 0 END) = 1 AS is_scope,
         max(CASE WHEN b.is_basis THEN 1 ELSE 0 END) = 1 AS is_basis, max(CASE WHEN b.is_register THEN 1 ELSE 0 END) = 1 AS is_register,
         max(CASE WHEN b.is_coverage THEN 1 ELSE 0 END) = 1 AS is_coverage
  FROM (SELECT DISTINCT code, subject FROM rate_term) t
  JOIN region_break b ON CAST(b.subject AS VARCHAR) = t.subject AND b.previous_year = b.year - 1
  LEFT JOIN formed f ON f.code = t.code AND f.from_form = b.first_form AND f.to_form = b.last_form
  GROUP BY t.code, b.year, b.region_code
),
broken AS (
  SELECT code, year, region_code, {break_causes} AS breaks
  FROM (
    SELECT g.code, g.year, g.region_code, g.is_form, g.is_law, g.is_boundary, g.is_scope, g.is_basis, g.is_register,
           g.is_coverage OR (n.reports > 0 AND n.incomplete > 0) OR (p.reports > 0 AND p.incomplete > 0) AS is_coverage
    FROM ground g
    LEFT JOIN added n ON n.year = g.year AND n.region_code = g.region_code AND n.code = g.code
    LEFT JOIN added p ON p.year = g.year - 1 AND p.region_code = g.region_code AND p.code = g.code
  )
),
laid AS (
  SELECT s.year, s.region_code, y.region_name, y.level, CASE WHEN s.prefers_published THEN 'published' ELSE 'built' END AS basis,
         k.code, k.label_zh, k.label_en, a.numerator, a.denominator, a.reports, a.incomplete,
         CASE WHEN s.prefers_published THEN 1 ELSE s.expected END AS expected,
         CASE WHEN s.prefers_published THEN 0 ELSE s.missing_bodies END AS missing, s.expected_from,
         CASE WHEN k.is_share AND a.denominator > 0 AND a.numerator >= 0 AND a.numerator <= a.denominator
              THEN CAST(a.denominator AS DOUBLE) END AS cases,
         CAST(a.numerator AS DOUBLE) AS hits
  FROM region_state s
  JOIN rate_code k ON k.subject = CAST(s.subject AS VARCHAR)
  JOIN region_year y ON y.year = s.year AND y.region_code = s.region_code
  LEFT JOIN added a ON a.year = s.year AND a.region_code = s.region_code AND a.code = k.code
)
SELECT d.year, d.region_code, d.region_name, d.level, d.basis, d.code, d.label_zh, d.label_en,
       CAST(d.numerator AS DECIMAL(38, 6)) AS numerator, CAST(d.denominator AS DECIMAL(38, 6)) AS denominator,
       CASE WHEN d.denominator > 0 THEN CAST(d.numerator AS DOUBLE) / CAST(d.denominator AS DOUBLE) END AS rate,
       CASE WHEN d.cases IS NOT NULL THEN {wilson_low} END AS low, CASE WHEN d.cases IS NOT NULL THEN {wilson_high} END AS high,
       CAST(CASE WHEN d.reports IS NULL THEN 0 ELSE d.reports END AS INTEGER) AS reports,
       CAST(CASE WHEN d.incomplete IS NULL THEN 0 ELSE d.incomplete END AS INTEGER) AS incomplete, d.expected, d.missing,
       d.expected_from,
       CASE WHEN d.numerator IS NULL THEN NULL WHEN d.incomplete > 0 OR d.missing > 0 THEN 'lower' ELSE 'exact' END AS bound, b.breaks
FROM laid d
LEFT JOIN broken b ON b.year = d.year AND b.region_code = d.region_code AND b.code = d.code;
