-- cause is parser where another parser or other rules made a version of the same place in the same document before:
-- the bytes are the same, so the source said nothing new.
INSERT INTO report_version (
    version_id, version_key, report_id, agency_id, agency_name, region_code, year, period_start, period_end,
    scope_disclosure, scope_request, scope_appeal, form_disclosure, form_request, form_appeal, title,
    document_id, ordinal, published_on, is_correction, is_part_of_year, cells_with_value, failed_sums,
    recorded_at, cause, parser_version, rules_version, batch_id)
SELECT
    n.version_id, s.version_key, s.report_id, s.agency_id, s.agency_name, s.region_code, s.year, s.period_start, s.period_end,
    s.scope_disclosure::scope, s.scope_request::scope, s.scope_appeal::scope,
    s.form_disclosure, s.form_request, s.form_appeal, s.title,
    d.document_id, s.ordinal, s.published_on, s.is_correction, s.is_part_of_year, s.cells_with_value, s.failed_sums,
    $recorded_at,
    CASE WHEN EXISTS (
        SELECT 1
        FROM report_version v
        WHERE v.document_id = d.document_id
          AND v.ordinal = s.ordinal
          AND (v.parser_version <> $parser_version OR v.rules_version <> $rules_version)
    ) THEN 'parser' ELSE 'source' END,
    $parser_version, $rules_version, $batch_id
FROM new_version n
JOIN staged_version s ON s.slot = n.slot
JOIN document d ON d.sha256 = s.sha256
ORDER BY n.slot;
