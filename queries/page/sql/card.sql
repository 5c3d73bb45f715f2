-- Grain: one row: the head of a report card. Sources: version_current, document, document_place, region.
-- Parameter: $1 the version. Null rule: what is not settled or not there is empty or 0.
SELECT coalesce(v.agency_name, '') AS agency, coalesce(v.region_code, '') AS region_code,
       coalesce((SELECT arg_max(g.name, g.valid_from) FROM region g WHERE g.code = v.region_code), '') AS region,
       coalesce(v.year, 0) AS year, coalesce(v.title, '') AS title, v.sha256,
       coalesce((SELECT p.path FROM document_place p WHERE p.sha256 = v.sha256), '') AS path,
       coalesce(strftime(v.published_on, '%Y-%m-%d'), '') AS published_on,
       CAST(v.scope_disclosure AS VARCHAR) AS scope_disclosure, CAST(v.scope_request AS VARCHAR) AS scope_request,
       CAST(v.scope_appeal AS VARCHAR) AS scope_appeal, coalesce(v.form_disclosure, '') AS form_disclosure,
       coalesce(v.form_request, '') AS form_request, coalesce(v.form_appeal, '') AS form_appeal
FROM version_current v
WHERE v.version_id = $1
