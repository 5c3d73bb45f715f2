-- Grain: one row for each version and indicator, subtotals included.
-- Sources: cell_adjusted, indicator, indicator_part.
-- Meaning: the one place where the subtotals (denied, unavailable, rejected, other) are computed, for every form alike,
--   so that series run through: the sum of the parts where ALL parts have a value; else what the report printed for the
--   subtotal, if it did; else NULL. A computed subtotal has the state reported, or inferred where a part is inferred.
-- Additive over: disjoint agencies; never a total with its parts (indicator.is_total).
-- Excluded: nothing. Null rule: one blank part leaves the subtotal to what was printed; it is never summed over the gap.
CREATE OR REPLACE VIEW cell_value AS
SELECT c.version_id, c.indicator_id, i.subject, i.item, i.heading, c.value, c.state
FROM cell_adjusted c
JOIN indicator i ON i.indicator_id = c.indicator_id
WHERE i.indicator_id NOT IN (SELECT total_id FROM indicator_part)
UNION ALL
SELECT s.version_id, s.indicator_id, i.subject, s.item, i.heading,
       CASE WHEN s.parts_there = s.parts THEN TRY_CAST(s.summed AS DECIMAL(18, 6)) ELSE s.printed END AS value,
       CASE WHEN s.parts_there = s.parts AND s.parts_inferred > 0 THEN CAST('inferred' AS cell_state)
            WHEN s.parts_there = s.parts THEN CAST('reported' AS cell_state)
            ELSE coalesce(s.printed_state, CAST('absent' AS cell_state)) END AS state
FROM (
  SELECT c.version_id, p.total_id AS indicator_id, p.item, any_value(p.parts) AS parts,
         count(c.value) FILTER (WHERE p.is_part) AS parts_there,
         sum(c.value) FILTER (WHERE p.is_part) AS summed,
         count(*) FILTER (WHERE p.is_part AND c.state = 'inferred') AS parts_inferred,
         max(c.value) FILTER (WHERE NOT p.is_part) AS printed,
         max(c.state) FILTER (WHERE NOT p.is_part) AS printed_state
  FROM cell_adjusted c
  JOIN (
    SELECT t.item, p.total_id, p.part_id AS indicator_id, TRUE AS is_part, count(*) OVER (PARTITION BY t.item, p.total_id) AS parts
    FROM indicator_part p JOIN indicator t ON t.indicator_id = p.total_id
    UNION ALL
    SELECT t.item, p.total_id, p.total_id, FALSE, count(*)
    FROM indicator_part p JOIN indicator t ON t.indicator_id = p.total_id
    GROUP BY t.item, p.total_id
  ) p ON p.indicator_id = c.indicator_id
  GROUP BY c.version_id, p.total_id, p.item
) s
JOIN indicator i ON i.indicator_id = s.indicator_id;
