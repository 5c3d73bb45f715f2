-- Grain: one row for each year, level and indicator of a year that has a provisional and a later final release.
-- Sources: release, release_total, indicator, region_valid, as_of.
-- Meaning: how far the first provisional release of the year (provisional_id) was from its latest final one (final_id), over the
--   preferred totals of the regions of the level. regions: those with a value in both; revised: those of them with another. bias is
--   the mean of final less provisional, below 0 where the first numbers were too high; mean_absolute_revision the mean of its size;
--   relative_revision the sum of the sizes by the sum of the final values. appeared and disappeared: regions with a value in one of
--   the two alone, which no mean counts. was_lower_bound: regions whose provisional total missed a member, so that it could only grow.
-- Additive over: nothing; over years, weigh a mean by regions. Excluded: years without both releases.
-- Null rule: the means are NULL where no region has both values, relative_revision also where the final values add up to 0.
CREATE OR REPLACE VIEW revision AS
WITH known AS (
  SELECT r.release_id, r.year, r.status, r.recorded_at
  FROM release r
  CROSS JOIN as_of a
  WHERE r.recorded_at < a.known_before
),
early AS (
  SELECT year, release_id, recorded_at,
         row_number() OVER (PARTITION BY year ORDER BY recorded_at, release_id) AS place
  FROM known
  WHERE status = 'provisional'
),
late AS (
  SELECT year, release_id, recorded_at,
         row_number() OVER (PARTITION BY year ORDER BY recorded_at DESC, release_id) AS place
  FROM known
  WHERE status = 'final'
),
pair AS (
  SELECT p.year, p.release_id AS provisional_id, f.release_id AS final_id
  FROM early p
  JOIN late f ON f.year = p.year AND f.recorded_at >= p.recorded_at
  WHERE p.place = 1 AND f.place = 1
),
before AS (
  SELECT k.year, t.region_code, t.indicator_id, t.value, t.missing
  FROM pair k
  JOIN release_total t ON t.release_id = k.provisional_id
  WHERE t.preferred
),
after AS (
  SELECT k.year, t.region_code, t.indicator_id, t.value
  FROM pair k
  JOIN release_total t ON t.release_id = k.final_id
  WHERE t.preferred
),
paired AS (
  SELECT CASE WHEN a.year IS NULL THEN b.year ELSE a.year END AS year,
         CASE WHEN a.region_code IS NULL THEN b.region_code ELSE a.region_code END AS region_code,
         CASE WHEN a.indicator_id IS NULL THEN b.indicator_id ELSE a.indicator_id END AS indicator_id,
         b.value AS provisional, a.value AS final, b.missing
  FROM before b
  FULL JOIN after a ON a.year = b.year AND a.region_code = b.region_code AND a.indicator_id = b.indicator_id
),
measured AS (
  SELECT p.year, v.level, p.indicator_id,
         count(CASE WHEN p.provisional IS NOT NULL AND p.final IS NOT NULL THEN 1 END) AS regions,
         count(CASE WHEN p.provisional <> p.final THEN 1 END) AS revised,
         count(CASE WHEN p.provisional IS NULL AND p.final IS NOT NULL THEN 1 END) AS appeared,
         count(CASE WHEN p.provisional IS NOT NULL AND p.final IS NULL THEN 1 END) AS disappeared,
         count(CASE WHEN p.provisional IS NOT NULL AND p.final IS NOT NULL AND p.missing > 0 THEN 1 END) AS was_lower_bound,
         sum(CAST(p.final - p.provisional AS DOUBLE)) AS moved,
         sum(CAST(abs(p.final - p.provisional) AS DOUBLE)) AS moved_by,
         sum(CAST(CASE WHEN p.provisional IS NOT NULL THEN abs(p.final) END AS DOUBLE)) AS size
  FROM paired p
  JOIN region_valid v ON v.year = p.year AND v.region_code = p.region_code
  GROUP BY p.year, v.level, p.indicator_id
)
SELECT m.year, m.level, i.subject, i.item, i.heading, i.code, i.label_zh, i.unit, CAST(m.regions AS INTEGER) AS regions,
       CAST(m.revised AS INTEGER) AS revised, m.moved_by / nullif(m.regions, 0) AS mean_absolute_revision,
       m.moved / nullif(m.regions, 0) AS bias, m.moved_by / nullif(m.size, 0) AS relative_revision,
       CAST(m.appeared AS INTEGER) AS appeared, CAST(m.disappeared AS INTEGER) AS disappeared,
       CAST(m.was_lower_bound AS INTEGER) AS was_lower_bound, k.provisional_id, k.final_id
FROM measured m
JOIN pair k ON k.year = m.year
JOIN indicator i ON i.indicator_id = m.indicator_id
WHERE m.regions > 0 OR m.appeared > 0 OR m.disappeared > 0;
