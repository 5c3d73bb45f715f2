-- Grain: one row for each asked finding that a rule between reports makes. Sources: warehouse_finding.
-- Parameter: $1 finding ids, a JSON list. Null rule: the code is empty where a whole table is meant.
SELECT finding_id, version_id, report_id, coalesce(code, '') AS code
FROM warehouse_finding
WHERE finding_id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))
