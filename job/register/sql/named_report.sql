-- Grain: one row for each report whose document begins with the given digits, as it counts now, rulings included.
-- Sources: version_current, override_current. Parameters: $1 the first hex digits of a document's hash; $2 which report of it, 0 for all.
-- Null rule: what is not known is empty or 0. taken are the fields that were settled for another document of the report.
SELECT v.version_id, v.sha256, v.ordinal, v.reports, v.agency, v.region_code, v.year, coalesce(t.fields, '') AS taken
FROM (
  SELECT version_id, document_id, sha256, ordinal, count(*) OVER (PARTITION BY sha256) AS reports, coalesce(agency_name, '') AS agency,
         coalesce(region_code, '') AS region_code, coalesce(year, 0) AS year
  FROM version_current
) v
LEFT JOIN (
  SELECT document_id, ordinal, string_agg(field, ' ' ORDER BY field) AS fields
  FROM override_current
  WHERE taken_from IS NOT NULL
  GROUP BY document_id, ordinal
) t ON t.document_id = v.document_id AND t.ordinal = v.ordinal
WHERE starts_with(v.sha256, $1) AND ($2 = 0 OR v.ordinal = $2)
ORDER BY v.sha256, v.ordinal
