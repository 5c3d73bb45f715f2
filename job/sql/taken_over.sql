-- Grain: one row for each report that was read since a batch and for which something holds that a person settled for another document
--   of it, at most so many. Sources: override_current, report_version, document, document_path.
-- Parameters: $1 the first batch; $2 how many.
-- Null rule: no NULLs. ordinal is 0 for the only report of its document.
WITH read_now AS (
  SELECT DISTINCT v.document_id, v.ordinal FROM report_version v WHERE v.batch_id >= $1
),
held AS (
  SELECT document_id, count(*) AS reports FROM read_now GROUP BY document_id
)
SELECT d.sha256, CASE WHEN h.reports > 1 THEN o.ordinal ELSE 0 END AS ordinal, string_agg(o.field, ' ' ORDER BY o.field) AS fields,
       max(o.taken_from) AS taken_from, coalesce((SELECT max(p.path) FROM document_path p WHERE p.sha256 = d.sha256), '') AS path,
       count(*) OVER () AS reports
FROM override_current o
JOIN read_now n ON n.document_id = o.document_id AND n.ordinal = o.ordinal
JOIN held h ON h.document_id = o.document_id
JOIN document d ON d.document_id = o.document_id
WHERE o.taken_from IS NOT NULL
GROUP BY d.sha256, o.ordinal, h.reports
ORDER BY path, o.ordinal
LIMIT $2
