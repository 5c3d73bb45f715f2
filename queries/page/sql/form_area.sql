-- Grain: one row for each cell of the preferred totals of a region, by year.
-- Sources: region_indicator, region_form, coverage_count, indicator.
-- Parameters: $1 the region by code or name; $2 the year, 0 for all.
-- Excluded: the basis that is not preferred. Null rule: value is empty where no member gave one; a gap is never 0.
SELECT t.year, t.region_code, t.region_name AS name, CAST(t.subject AS VARCHAR) AS subject, i.code,
       rtrim(rtrim(CAST(t.value AS VARCHAR), '0'), '.') AS value, t.bound, '' AS state, t.flagged,
       coalesce(f.last_form, '') AS form, f.first_form IS DISTINCT FROM f.last_form AS is_mixed,
       t.basis, t.reports, t.expected, t.missing, k.expected, k.reported, k.missing, k.reports, k.expected_regions, k.reported_regions,
       k.expected_from
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
LEFT JOIN region_form f ON f.subject = t.subject AND f.year = t.year AND f.region_code = t.region_code
JOIN coverage_count k ON k.subject = t.subject AND k.year = t.year AND k.region_code = t.region_code
WHERE t.preferred AND $2 IN (0, t.year) AND t.region_code IN (SELECT code FROM region WHERE $1 IN (code, name))
ORDER BY t.year, t.region_code, i.indicator_id
