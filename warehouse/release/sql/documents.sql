-- Grain: one row for each report of a release, with the paths of its document. Sources: release_input, document_path.
-- Parameter: $1 the release. Null rule: paths is an empty list where none is known.
SELECT i.version_id, i.sha256, i.ordinal, i.agency, i.region_code, i.parser_version, i.rules_version,
       coalesce((SELECT CAST(to_json(list(DISTINCT p.path ORDER BY p.path)) AS VARCHAR)
                 FROM document_path p WHERE p.sha256 = i.sha256), '[]') AS paths
FROM release_input i
WHERE i.release_id = $1
ORDER BY i.region_code, i.agency_id
