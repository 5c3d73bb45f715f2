-- Grain: one row for each version known on the as-of day and indicator, as printed.
-- Sources: cell_read, adjustment_current, the session variable strict.
-- Meaning: the value of the cell, or the adjusted one in a session with values = 'adjusted'. State stays what the document shows.
--   An adjustment of a count that is not whole leaves it unreadable.
--   How the value came about: is_inferred, the one solution of damaged digits; is_ocr, taken off a picture; is_adjusted, a person's
--   in place of the printed one, which is then neither of the others. A strict session has no value of the first two.
-- Additive over: see cell_value. Excluded: nothing. Null rule: a blank, unreadable or absent cell has no value, never 0.
CREATE OR REPLACE VIEW cell_adjusted AS
SELECT r.version_id, r.indicator_id,
       CASE WHEN r.is_adjusted AND r.is_broken THEN NULL
            WHEN r.is_adjusted THEN r.adjusted_value
            WHEN {is_strict} AND (r.is_inferred OR r.is_ocr) THEN NULL
            ELSE r.value END AS value,
       CASE WHEN r.is_adjusted AND r.is_broken THEN CAST('unreadable' AS cell_state) ELSE r.state END AS state,
       r.is_inferred AND NOT r.is_adjusted AS is_inferred, r.is_ocr AND NOT r.is_adjusted AS is_ocr, r.is_adjusted
FROM (
  SELECT c.version_id, c.indicator_id, c.value, c.state, a.value AS adjusted_value,
         a.version_id IS NOT NULL AND a.published_value IS NOT DISTINCT FROM c.stored_value AND a.value IS DISTINCT FROM c.stored_value AS is_adjusted,
         c.is_count AND a.value IS NOT NULL AND a.value % 1 <> 0 AS is_broken,
         {cell_inferred} AS is_inferred, {cell_ocr} AS is_ocr
  FROM cell_read c
  LEFT JOIN adjustment_current a ON a.version_id = c.version_id AND a.indicator_id = c.indicator_id
) r;
