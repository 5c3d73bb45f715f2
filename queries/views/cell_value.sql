-- Grain: one row for each version and indicator, subtotals included.
-- Sources: cell_adjusted, cell_subtotal, subtotal_computed, subtotal_pending, report_version, indicator, indicator_part.
-- Meaning: the cells as printed, but for what is printed as a subtotal; of that and of every other subtotal what
--   subtotal_computed says: as it was stored for the version, or computed now.
--   Only what was computed may be adjusted.
-- Additive over: disjoint agencies; never a total with its parts (indicator.is_total).
-- Excluded: nothing. Null rule: see cell_adjusted and subtotal_computed.
CREATE OR REPLACE VIEW cell_value AS
SELECT c.version_id, c.indicator_id, i.subject, i.item, i.heading, c.value, c.state,
       c.is_inferred, c.is_ocr, c.is_adjusted
FROM cell_adjusted c
JOIN indicator i ON i.indicator_id = c.indicator_id
WHERE i.indicator_id NOT IN (SELECT total_id FROM indicator_part)
UNION ALL
SELECT c.version_id, c.indicator_id, i.subject, i.item, i.heading, c.value, c.state,
       {cell_inferred}, {cell_ocr}, FALSE
FROM cell_subtotal c
JOIN indicator i ON i.indicator_id = c.indicator_id
WHERE c.version_id NOT IN (SELECT version_id FROM subtotal_pending
                           UNION ALL SELECT version_id FROM report_version WHERE recorded_at >= (SELECT known_before FROM as_of))
UNION ALL
SELECT c.version_id, c.indicator_id, i.subject, i.item, i.heading, c.value, c.state,
       c.is_inferred, c.is_ocr, c.is_adjusted
FROM subtotal_computed c
JOIN indicator i ON i.indicator_id = c.indicator_id;
