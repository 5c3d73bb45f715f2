-- Grain: one row for each document and rule between reports with a finding of some weight.
SELECT DISTINCT p.path, f.rule
FROM warehouse_finding f
JOIN report_version v USING (version_id)
JOIN document d USING (document_id)
JOIN document_path p USING (sha256)
WHERE f.severity IN ('warning', 'error')
