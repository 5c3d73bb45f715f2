-- Grain: one row, or several, for each version whose subtotals are not to be read from cell_subtotal.
-- Sources: report_version, subtotal_version, adjustment_current, cell, the session variables subtotals and strict.
-- Meaning: what was loaded and not stored yet, what a person adjusted, in a session with values = 'adjusted', in a strict
--   session what has a cell that it leaves out, and with subtotals = 'computed' every version, to hold the stored ones
--   against their parts.
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW subtotal_pending AS
SELECT version_id FROM report_version
WHERE version_id NOT IN (SELECT version_id FROM subtotal_version)
UNION ALL
SELECT version_id FROM report_version
WHERE getvariable('subtotals') = 'computed'
UNION ALL
SELECT c.version_id FROM cell c
WHERE {is_strict} AND ({cell_inferred} OR {cell_ocr})
UNION ALL
SELECT version_id FROM adjustment_current;
