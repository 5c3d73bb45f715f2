-- Grain: one row: what one report inside a document is taken for, and what part it plays in totals.
-- Sources: version_current, unsettled_report, report, report_subject, region, document_place. Parameter: $1 the version.
-- Null rule: what is not known is empty or 0. role of a subject is empty where the report has no table for it or is not settled.
WITH place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
),
role AS (
  SELECT max(CASE WHEN subject = 'disclosure' THEN role END) AS disclosure, max(CASE WHEN subject = 'request' THEN role END) AS request,
         max(CASE WHEN subject = 'appeal' THEN role END) AS appeal
  FROM report_subject
  WHERE version_id = $1
),
open AS (
  SELECT min(why) AS why FROM unsettled_report WHERE version_id = $1
),
held AS (
  SELECT document_id, count(*) AS reports FROM version_current GROUP BY document_id
)
SELECT v.sha256, CASE WHEN h.reports > 1 THEN v.ordinal ELSE 0 END AS ordinal, coalesce(v.title, ''), coalesce(v.agency_name, ''),
       coalesce(v.region_code, ''), coalesce(p.name, ''), coalesce(v.year, 0), coalesce(strftime(v.published_on, '%Y-%m-%d'), ''),
       CAST(v.scope_disclosure AS VARCHAR), CAST(v.scope_request AS VARCHAR), CAST(v.scope_appeal AS VARCHAR),
       coalesce(r.disclosure, ''), coalesce(r.request, ''), coalesce(r.appeal, ''), coalesce(o.why, ''),
       coalesce(t.version_id = v.version_id, FALSE) AS is_counting, coalesce(t.renditions, 0) AS renditions,
       coalesce((SELECT d.path FROM document_place d WHERE d.sha256 = v.sha256), '')
FROM version_current v
CROSS JOIN role r
CROSS JOIN open o
JOIN held h ON h.document_id = v.document_id
LEFT JOIN place p ON p.code = v.region_code
LEFT JOIN report t ON t.agency_id = v.agency_id AND t.year = v.year
WHERE v.version_id = $1
