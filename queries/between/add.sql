-- Adds those that meet another condition.
INSERT INTO between_report
FROM warehouse_finding
WHERE {condition};
