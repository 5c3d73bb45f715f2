-- Grain: one row for each region, year and indicator that has a published or a built total.
-- Sources: region_total, region_year, indicator.
-- Meaning: what the region published beside what its members add up to. status:
--   match           equal, and built misses nobody
--   explained       built is smaller and misses members
--   unexplained     they differ though built misses nobody, or built is larger than what was published
--   not_assessable  one of the two is not there, or they are equal although built misses members
-- Additive over: nothing. Excluded: nothing. Null rule: difference is NULL where either total is.
CREATE OR REPLACE VIEW reconciliation AS
SELECT t.year, t.region_code, y.region_name, t.level, t.subject, t.item, i.heading, i.label_zh, t.published, t.built,
       t.published - t.built AS difference, CAST(t.expected AS INTEGER) AS expected,
       CAST(CASE WHEN t.complete IS NULL THEN t.expected ELSE t.expected - t.complete END AS INTEGER) AS missing, i.unit, t.indicator_id,
       CASE WHEN t.published IS NULL OR t.built IS NULL THEN 'not_assessable'
            WHEN t.published < t.built THEN 'unexplained'
            WHEN t.complete >= t.expected AND t.published = t.built THEN 'match'
            WHEN t.complete >= t.expected THEN 'unexplained'
            WHEN t.published > t.built THEN 'explained'
            ELSE 'not_assessable' END AS status
FROM region_total t
JOIN indicator i ON i.indicator_id = t.indicator_id AND i.item = t.item
JOIN region_year y ON y.year = t.year AND y.region_code = t.region_code;
