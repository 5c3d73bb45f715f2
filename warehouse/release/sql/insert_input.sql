INSERT INTO release_input (release_id, version_id, sha256, ordinal, agency_id, agency, region_code, scope_disclosure, scope_request,
                           scope_appeal, published_on, is_correction, parser_version, rules_version, cells, open_errors)
SELECT $1, version_id, sha256, ordinal, agency_id, agency, region_code, scope_disclosure, scope_request, scope_appeal, published_on,
       is_correction, parser_version, rules_version, cells, open_errors
FROM new_release_input
ORDER BY region_code, agency_id;
