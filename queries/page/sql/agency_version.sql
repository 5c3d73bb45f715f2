-- Grain: one row for each version of a body's reports, those that lost included, as they are now.
-- Sources: version_current, report_version, report, document_place, override_current. Parameter: $1 the body.
-- Null rule: what is not known is empty.
WITH path AS (
  SELECT sha256, path FROM document_place
),
held AS (
  SELECT document_id, count(*) AS reports FROM version_current GROUP BY document_id
),
taken AS (
  SELECT document_id, ordinal, max(taken_from) AS taken_from, string_agg(field, ' ' ORDER BY field) AS fields
  FROM override_current
  WHERE taken_from IS NOT NULL
  GROUP BY document_id, ordinal
)
SELECT v.year, v.sha256, CASE WHEN h.reports > 1 THEN v.ordinal ELSE 0 END AS ordinal, coalesce(p.path, '') AS path,
       coalesce(strftime(v.published_on, '%Y-%m-%d'), '') AS published_on,
       strftime(timezone('Asia/Shanghai', v.recorded_at), '%Y-%m-%d %H:%M') AS recorded_at, w.cause, v.is_correction,
       r.version_id IS NOT NULL AS is_counting, coalesce(o.taken_from, '') AS taken_from, coalesce(o.fields, '') AS taken, v.version_id
FROM version_current v
JOIN report_version w ON w.version_id = v.version_id
JOIN held h ON h.document_id = v.document_id
LEFT JOIN report r ON r.version_id = v.version_id
LEFT JOIN path p ON p.sha256 = v.sha256
LEFT JOIN taken o ON o.document_id = v.document_id AND o.ordinal = v.ordinal
WHERE v.agency_id = $1 AND v.year IS NOT NULL
ORDER BY v.year, is_counting DESC, v.recorded_at, v.version_id
