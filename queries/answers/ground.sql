-- Grain: one row for each relation that the stored answers stand on, and year of reports to which its rows matter first; year is NULL for
--   what matters to all of them.
-- Sources: those named in ground. They are laid out, in the plain reading.
-- Meaning: of how many rows the year of a relation is, and what they add up to (digest), whatever their order. Where all of a year and of
--   those before it are as they were when the answers were stored, so are the answers of that year: no year of a stored answer stands
--   on a later one, but for the findings, which stand on the year after theirs (answers.csv). What a version holds is never
--   changed, so its cells are told by its number.
--   An agency matters from the first year in which it, or a body that it took over from, reported, was on the register or was looked for.
WITH seen AS (
  SELECT agency_id, min(year) AS year
  FROM (
    SELECT agency_id, year FROM version_current WHERE agency_id IS NOT NULL AND year IS NOT NULL
    UNION ALL
    SELECT agency_id, year FROM register_entry
    UNION ALL
    SELECT agency_id, year FROM look_current WHERE agency_id IS NOT NULL
  ) named
  GROUP BY agency_id
),
heir AS (
  SELECT s.year, h.agency_id, h.heir_id, h.region_code, h.since
  FROM agency_heir h
  JOIN seen s ON s.agency_id = h.agency_id
),
known AS (
  SELECT agency_id, min(year) AS year
  FROM (
    SELECT agency_id, year FROM seen
    UNION ALL
    SELECT heir_id, year FROM heir
  ) named
  GROUP BY agency_id
)
SELECT 'version_current' AS ground, v.year, count(*) AS lines, sum(hash(v)) AS digest
FROM version_current v
WHERE v.agency_id IS NOT NULL AND v.year IS NOT NULL
GROUP BY v.year
UNION ALL
SELECT 'agency_current', k.year, count(*), sum(hash(a)) FROM agency_current a JOIN known k ON k.agency_id = a.agency_id GROUP BY k.year
UNION ALL
SELECT 'agency_heir', h.year, count(*), sum(hash(h)) FROM heir h GROUP BY h.year
UNION ALL
SELECT 'register_entry', e.year, count(*), sum(hash(e)) FROM register_entry e GROUP BY e.year
UNION ALL
SELECT 'region_valid', r.year, count(*), sum(hash(r)) FROM region_valid r GROUP BY r.year
UNION ALL
SELECT 'boundary_change', b.year, count(*), sum(hash(b)) FROM boundary_change b GROUP BY b.year
UNION ALL
SELECT 'region_deadline', d.year, count(*), sum(hash(d)) FROM region_deadline d GROUP BY d.year
UNION ALL
SELECT 'look_current', l.year, count(*), sum(hash(l)) FROM look_current l GROUP BY l.year
UNION ALL
SELECT 'open_finding', v.year, count(*), sum(hash(f))
FROM open_finding f
JOIN version_current v ON v.version_id = f.version_id
WHERE v.year IS NOT NULL
GROUP BY v.year
UNION ALL
SELECT 'doubtful_table', v.year, count(*), sum(hash(t))
FROM doubtful_table t
JOIN version_current v ON v.version_id = t.version_id
GROUP BY v.year
UNION ALL
SELECT 'rule_rendition_put_back', f.year, count(*), sum(hash(f)) FROM rule_rendition_put_back f GROUP BY f.year
UNION ALL
SELECT 'rule_adjustment_lapsed', f.year, count(*), sum(hash(f)) FROM rule_adjustment_lapsed f GROUP BY f.year
UNION ALL
SELECT 'indicator', NULL, count(*), sum(hash(i)) FROM indicator i
UNION ALL
SELECT 'indicator_part', NULL, count(*), sum(hash(p)) FROM indicator_part p
UNION ALL
SELECT 'series_break', NULL, count(*), sum(hash(b)) FROM series_break b
UNION ALL
SELECT 'rule', NULL, count(*), sum(hash(r)) FROM rule r;
