-- Grain: one row for each cell of each document, with who reported and whether an open error names the cell.
SELECT p.path, coalesce(a.name, '') AS agency, v.region_code, v.year, CAST(v.scope_request AS VARCHAR) AS scope, i.code, c.value, CAST(c.state AS VARCHAR) AS state,
       e.version_id IS NOT NULL AS flagged
FROM report_version v
JOIN document d USING (document_id)
JOIN document_path p USING (sha256)
JOIN cell c USING (version_id)
JOIN indicator i USING (indicator_id)
LEFT JOIN agency a USING (agency_id)
LEFT JOIN internal.open_error e ON e.version_id = c.version_id AND e.indicator_id = c.indicator_id
WHERE c.state <> 'absent'
