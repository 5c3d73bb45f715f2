-- Grain: one row for each report that a release holds otherwise than the warehouse has it now. $1 the year, $2 the release;
--   inputs_now is inputs.sql.
SELECT coalesce(o.agency, n.agency) AS agency, coalesce(o.region_code, n.region_code) AS region_code,
       o.release_id IS NOT NULL AS is_stored, n.agency_id IS NOT NULL AS is_rebuilt
FROM (SELECT * FROM release_input WHERE release_id = $2) o
FULL JOIN inputs_now n ON n.agency_id = o.agency_id
WHERE o.release_id IS NULL OR n.agency_id IS NULL OR n.sha256 <> o.sha256 OR n.ordinal <> o.ordinal OR n.region_code <> o.region_code
   OR n.scope_disclosure <> o.scope_disclosure OR n.scope_request <> o.scope_request OR n.scope_appeal <> o.scope_appeal
   OR n.parser_version <> o.parser_version OR n.rules_version <> o.rules_version OR n.cells <> o.cells OR n.open_errors <> o.open_errors
ORDER BY region_code, agency
