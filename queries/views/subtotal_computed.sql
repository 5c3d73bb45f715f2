-- Grain: one row for each version of subtotal_pending that is known on the as-of day, and subtotal.
-- Sources: cell_adjusted, indicator_part, subtotal_pending.
-- Meaning: the one place where the subtotals (denied, unavailable, rejected, other) are computed, for every form alike,
--   so that series run through: the sum of the parts where ALL parts have a value; else what the report printed for the
--   subtotal, if it did; else NULL. A computed subtotal has the state reported, or inferred where a part is inferred; it is
--   is_inferred, is_ocr and is_adjusted where a part is.
--   What it makes of a version without adjustments is stored in cell_subtotal.
-- Additive over: see cell_value. Excluded: versions whose subtotals are stored.
-- Null rule: one blank part leaves the subtotal to what was printed; it is never summed over the gap.
CREATE OR REPLACE VIEW subtotal_computed AS
SELECT s.version_id, s.indicator_id,
       CASE WHEN s.parts_there = s.parts THEN TRY_CAST(s.summed AS DECIMAL(18, 6)) ELSE s.printed END AS value,
       CASE WHEN s.parts_there = s.parts AND s.parts_inferred > 0 THEN CAST('inferred' AS cell_state)
            WHEN s.parts_there = s.parts THEN CAST('reported' AS cell_state)
            ELSE coalesce(s.printed_state, CAST('absent' AS cell_state)) END AS state,
       CASE WHEN s.parts_there = s.parts THEN s.parts_inferred > 0 ELSE s.printed_inferred > 0 END AS is_inferred,
       CASE WHEN s.parts_there = s.parts THEN s.parts_ocr > 0 ELSE s.printed_ocr > 0 END AS is_ocr,
       CASE WHEN s.parts_there = s.parts THEN s.parts_adjusted > 0 ELSE s.printed_adjusted > 0 END AS is_adjusted
FROM (
  SELECT c.version_id, p.total_id AS indicator_id, any_value(p.parts) AS parts,
         count(c.value) FILTER (WHERE p.is_part) AS parts_there,
         sum(c.value) FILTER (WHERE p.is_part) AS summed,
         count(*) FILTER (WHERE p.is_part AND c.is_inferred) AS parts_inferred,
         count(*) FILTER (WHERE p.is_part AND c.is_ocr) AS parts_ocr,
         count(*) FILTER (WHERE p.is_part AND c.is_adjusted) AS parts_adjusted,
         max(c.value) FILTER (WHERE NOT p.is_part) AS printed,
         max(c.state) FILTER (WHERE NOT p.is_part) AS printed_state,
         count(*) FILTER (WHERE NOT p.is_part AND c.is_inferred) AS printed_inferred,
         count(*) FILTER (WHERE NOT p.is_part AND c.is_ocr) AS printed_ocr,
         count(*) FILTER (WHERE NOT p.is_part AND c.is_adjusted) AS printed_adjusted
  FROM cell_adjusted c
  JOIN (
    SELECT total_id, part_id AS indicator_id, TRUE AS is_part, count(*) OVER (PARTITION BY total_id) AS parts
    FROM indicator_part
    UNION ALL
    SELECT total_id, total_id, FALSE, count(*) FROM indicator_part GROUP BY total_id
  ) p ON p.indicator_id = c.indicator_id
  WHERE c.version_id IN (SELECT version_id FROM subtotal_pending)
  GROUP BY c.version_id, p.total_id
) s;
