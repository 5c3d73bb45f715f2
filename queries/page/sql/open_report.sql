-- Grain: one row for each report that enters no total because something about it is not settled.
-- Sources: unsettled_report, version_current, evidence, region, document_place.
-- Parameters: $1 a region by code or name with all that is inside it, empty for all: a report is in it that is settled there, or
--   that may be from there; $2 a year, 0 for all; $3 why it is not settled, empty for all.
-- Excluded: withdrawn reports. Null rule: what is not known is empty or 0.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $1 IN (code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
),
place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
),
path AS (
  SELECT sha256, path FROM document_place
),
held AS (
  SELECT document_id, count(*) AS reports FROM version_current GROUP BY document_id
),
possible AS (
  SELECT e.version_id
  FROM evidence e
  JOIN inside i ON i.code = e.value
  WHERE e.field = 'region_candidate'
)
SELECT v.version_id, v.sha256, CASE WHEN h.reports > 1 THEN v.ordinal ELSE 0 END AS ordinal, u.why, coalesce(v.title, '') AS title,
       coalesce(v.agency_name, '') AS agency, coalesce(v.region_code, '') AS region_code, coalesce(p.name, '') AS region,
       coalesce(v.year, 0) AS year, CAST(v.scope_disclosure AS VARCHAR), CAST(v.scope_request AS VARCHAR),
       CAST(v.scope_appeal AS VARCHAR), coalesce(f.path, '') AS path
FROM unsettled_report u
JOIN version_current v ON v.version_id = u.version_id
JOIN held h ON h.document_id = v.document_id
LEFT JOIN place p ON p.code = v.region_code
LEFT JOIN path f ON f.sha256 = v.sha256
WHERE ($1 = '' OR v.region_code IN (SELECT code FROM inside) OR v.version_id IN (SELECT version_id FROM possible))
  AND ($2 = 0 OR v.year = $2)
  AND ($3 = '' OR u.why = $3)
ORDER BY u.why, v.agency_name, v.year, v.sha256, v.ordinal
