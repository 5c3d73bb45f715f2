-- Grain: one row for each stored cell, as printed, of a version that is known on the as-of day.
-- Sources: cell, indicator, report_version.
-- Meaning: a count that is not whole is unreadable and has no value, whatever stored it: an older parser, a feed, a hand. The reader of
--   today and feeds refuse it; what was stored before stays as it is in table cell, and reads so. raw is then what was printed, or the
--   number. stored_value is that of table cell, to which adjustments hold fast.
-- Additive over: see cell_value. Excluded: versions recorded later.
-- Null rule: a blank, unreadable or absent cell has no value, never 0; raw is NULL where it equals the value.
CREATE OR REPLACE VIEW cell_read AS
SELECT r.version_id, r.indicator_id, CASE WHEN r.is_broken THEN NULL ELSE r.value END AS value,
       CASE WHEN r.is_broken THEN CAST('unreadable' AS cell_state) ELSE r.state END AS state,
       CASE WHEN r.is_broken AND r.raw IS NULL THEN rtrim(CAST(r.value AS VARCHAR), '0') ELSE r.raw END AS raw,
       r.page, r.grid, r.place_row, r.place_column, r.value AS stored_value, r.is_count
FROM (
  SELECT c.version_id, c.indicator_id, c.value, c.state, c.raw, c.page, c.grid, c.place_row, c.place_column,
         m.indicator_id IS NULL AS is_count,
         m.indicator_id IS NULL AND c.value IS NOT NULL AND c.value % 1 <> 0 AS is_broken
  FROM cell c
  LEFT JOIN (SELECT indicator_id FROM indicator WHERE unit IN ('元', '万元')) m ON m.indicator_id = c.indicator_id
  -- What is not known yet, and not what is: without an as-of day it is nothing, and costs nothing. NOT EXISTS would keep all cells
  -- in memory to look each of them up once.
  WHERE c.version_id NOT IN (SELECT version_id FROM report_version WHERE recorded_at >= (SELECT known_before FROM as_of))
) r;
