-- Grain: one row a report that the release was made of; the natural key is region_code, agency. cells and open_errors are hashes: of
-- what was read, and of the errors that were open.
SELECT
    region_code, agency, scope_disclosure, scope_request, scope_appeal, published_on, is_correction, sha256, ordinal,
    parser_version, rules_version, cells, open_errors
FROM release_input
WHERE release_id = getvariable('release')
ORDER BY region_code, agency, sha256, ordinal;
