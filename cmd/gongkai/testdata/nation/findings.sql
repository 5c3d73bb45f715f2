-- Grain: one row for each document and rule on one report with a finding of some weight.
SELECT DISTINCT p.path, f.rule, CAST(f.severity AS VARCHAR) AS severity
FROM finding f
JOIN report_version v USING (version_id)
JOIN document d USING (document_id)
JOIN document_path p USING (sha256)
WHERE f.severity IN ('warning', 'error')
