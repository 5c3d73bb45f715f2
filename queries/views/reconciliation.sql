-- Grain: one row for each region, year and indicator that has a published or a built total.
-- Sources: region_total, region_member, region_year, agency_current, indicator.
-- Meaning: what the region published beside what its members add up to. status:
--   match           equal, and built misses nobody
--   explained       built is smaller and misses members
--   unexplained     they differ though built misses nobody, or built is larger than what was published
--   not_assessable  one of the two is not there, or they are equal although built misses members
--   explained_by names the members that gave no report on the subject: a body by its name, a child region by its, and * for a body
--   of the region's own level that nobody knows. blank counts the members that reported without a complete value of this
--   indicator. bound says of built what it says in region_indicator. The values of all members: reconciliation_member.
-- Additive over: nothing. Excluded: nothing. Null rule: difference is NULL where either total is, bound where built is.
CREATE OR REPLACE VIEW reconciliation AS
WITH silent AS (
  SELECT DISTINCT m.subject, m.year, m.region_code, m.missing_bodies,
         CASE WHEN o.region_name IS NOT NULL THEN o.region_name WHEN a.name IS NOT NULL THEN a.name ELSE '*' END AS member
  FROM region_member m
  LEFT JOIN region_year o ON o.year = m.year AND o.region_code = m.through
  LEFT JOIN agency_current a ON a.agency_id = m.agency_id
  WHERE m.version_id IS NULL
),
named AS (
  SELECT subject, year, region_code, max(missing_bodies) AS missing_bodies, string_agg(member, ', ' ORDER BY member) AS explained_by
  FROM silent
  GROUP BY subject, year, region_code
)
SELECT t.year, t.region_code, y.region_name, t.level, t.subject, t.item, i.heading, i.label_zh, t.published, t.built,
       CASE WHEN t.built IS NOT NULL THEN CASE WHEN t.complete >= t.expected THEN 'exact' ELSE 'lower' END END AS bound,
       t.published - t.built AS difference, CAST(t.expected AS INTEGER) AS expected,
       CAST(CASE WHEN t.complete IS NULL THEN t.expected ELSE t.expected - t.complete END AS INTEGER) AS missing, i.unit, t.indicator_id,
       CASE WHEN t.published IS NULL OR t.built IS NULL THEN 'not_assessable'
            WHEN t.published < t.built THEN 'unexplained'
            WHEN t.complete >= t.expected AND t.published = t.built THEN 'match'
            WHEN t.complete >= t.expected THEN 'unexplained'
            WHEN t.published > t.built THEN 'explained'
            ELSE 'not_assessable' END AS status,
       CASE WHEN t.published > t.built THEN n.explained_by END AS explained_by,
       CAST(CASE WHEN t.complete IS NULL THEN t.expected ELSE t.expected - t.complete END
            - CASE WHEN n.missing_bodies IS NULL THEN 0 ELSE n.missing_bodies END AS INTEGER) AS blank
FROM region_total t
JOIN indicator i ON i.indicator_id = t.indicator_id AND i.item = t.item
JOIN region_year y ON y.year = t.year AND y.region_code = t.region_code
LEFT JOIN named n ON n.subject = t.subject AND n.year = t.year AND n.region_code = t.region_code;
