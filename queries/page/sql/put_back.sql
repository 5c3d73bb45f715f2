-- Grain: one row for each version of a report that lies again where the version that counts lay for a time, at most so many.
-- Sources: put_back, version_current, as_of. Parameters: $1 the first batch in which it was put back, 0 for all; $2 how many.
-- Null rule: published_on is empty where it is unknown. counting_ordinal is 0 for the only report of its document.
WITH held AS (
  SELECT document_id, count(*) AS reports FROM version_current GROUP BY document_id
)
SELECT CAST(p.version_id AS VARCHAR) AS version_id, p.path, p.other_sha256,
       strftime(timezone('Asia/Shanghai', p.read_at), '%Y-%m-%d %H:%M') AS read_at, p.counting_path, p.sha256 AS counting_sha256,
       CASE WHEN h.reports > 1 THEN v.ordinal ELSE 0 END AS counting_ordinal,
       coalesce(strftime(p.published_on, '%Y-%m-%d'), '') AS published_on, p.why, count(*) OVER () AS files
FROM put_back p
JOIN version_current v ON v.version_id = p.version_id
JOIN held h ON h.document_id = v.document_id
WHERE p.back_batch_id >= $1
ORDER BY p.path, p.version_id
LIMIT $2
