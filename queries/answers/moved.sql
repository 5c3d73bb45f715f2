-- Grain: one row: whether nothing that the stored answers stand on is other than when they were stored; whether all years are to be made
--   again, since what differs matters to all, or nothing was stored; else from which year on.
-- Sources: standing, which is what they stand on now; stored.standing, what they stood on then.
WITH moved AS (
  SELECT coalesce(n.ground, o.ground) AS ground, CASE WHEN n.ground IS NULL THEN o.year ELSE n.year END AS year
  FROM standing n
  FULL JOIN stored.standing o ON o.ground = n.ground AND o.year IS NOT DISTINCT FROM n.year
  WHERE o.ground IS NULL OR n.ground IS NULL OR o.lines <> n.lines OR o.digest IS DISTINCT FROM n.digest
),
first_year AS (
  SELECT min(year) AS year FROM stored.standing WHERE ground = 'version_current'
)
SELECT count(m.ground) = 0,
       count(m.ground) > count(m.year) OR max(f.year) IS NULL OR coalesce(min(m.year) <= max(f.year), FALSE), min(m.year)
FROM first_year f
LEFT JOIN moved m ON TRUE;
