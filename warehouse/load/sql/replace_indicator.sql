-- An indicator that only the warehouse knows stays: a newer program added it.
DELETE FROM indicator
WHERE indicator_id IN (SELECT indicator_id FROM staged_indicator);

INSERT INTO indicator (indicator_id, code, subject, item, heading, label_zh, label_en, unit, kind, is_total)
SELECT indicator_id, code, subject, item, heading, label_zh, label_en, unit, kind, is_total
FROM staged_indicator;

-- Which cells are of one table, and which are stocks, the stored digests rest on; they are to be computed again, and the subtotals
-- stored with them.
DELETE FROM cell_subtotal;

DELETE FROM table_digest;

DELETE FROM subtotal_version;
