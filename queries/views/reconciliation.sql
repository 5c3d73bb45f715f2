-- Grain: one row for each region, year and indicator that has a published or a built total.
-- Sources: region_total, region_member, region_year, reconciliation_gap, indicator.
-- Meaning: what the region published beside what its members add up to. status:
--   match           equal, and built misses nobody
--   explained       built is smaller and misses members that can have had as much: see reconciliation_gap
--   unresolved      built is smaller and misses members, but not as much, or more, can be thought of them
--   unexplained     they differ though built misses nobody, or built is larger than what was published
--   not_assessable  one of the two is not there, or they are equal although built misses members
--   explained_by names the members that are missing where the status is explained or unresolved; expected_gap is what they can be
--   thought to bring. blank counts the members that reported without a complete value of this indicator. difference_share is the
--   difference as a share of what was published. bound says of built what it says in
--   region_indicator. The values of all members: reconciliation_member.
-- Additive over: nothing. Excluded: nothing. Null rule: difference is NULL where either total is, bound where built is, difference_share
--   also where nothing was published but 0; explained_by and expected_gap are NULL for the other statuses.
CREATE OR REPLACE VIEW reconciliation AS
WITH silent AS (
  SELECT DISTINCT subject, year, region_code, missing_bodies
  FROM region_member
),
total AS (
  SELECT subject, year, region_code, level, item, indicator_id, published, built, expected, missing,
         CASE WHEN built IS NOT NULL THEN {bound} END AS bound
  FROM (
    SELECT subject, year, region_code, level, item, indicator_id, published, built, CAST(expected AS INTEGER) AS expected,
           CAST(CASE WHEN complete IS NULL THEN expected ELSE expected - complete END AS INTEGER) AS missing
    FROM region_total
  )
)
SELECT t.year, t.region_code, y.region_name, t.level, t.subject, t.item, i.heading, i.label_zh, t.published, t.built, t.bound,
       t.published - t.built AS difference,
       CASE WHEN t.published <> 0 THEN CAST(t.published - t.built AS DOUBLE) / CAST(t.published AS DOUBLE) END AS difference_share,
       t.expected, t.missing, i.unit, t.indicator_id,
       CASE WHEN t.published IS NULL OR t.built IS NULL THEN 'not_assessable'
            WHEN t.published < t.built THEN 'unexplained'
            WHEN t.missing <= 0 AND t.published = t.built THEN 'match'
            WHEN t.missing <= 0 THEN 'unexplained'
            WHEN t.published = t.built THEN 'not_assessable'
            WHEN g.is_plausible THEN 'explained'
            ELSE 'unresolved' END AS status,
       g.explained_by, g.expected_gap,
       CAST(t.missing - CASE WHEN n.missing_bodies IS NULL THEN 0 ELSE n.missing_bodies END AS INTEGER) AS blank
FROM total t
JOIN indicator i ON i.indicator_id = t.indicator_id AND i.item = t.item
JOIN region_year y ON y.year = t.year AND y.region_code = t.region_code
LEFT JOIN silent n ON n.subject = t.subject AND n.year = t.year AND n.region_code = t.region_code
LEFT JOIN reconciliation_gap g ON g.subject = t.subject AND g.year = t.year AND g.region_code = t.region_code
 AND g.indicator_id = t.indicator_id;
