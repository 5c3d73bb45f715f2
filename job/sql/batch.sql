-- Grain: one row for each batch known on the as-of day, the latest first, with what was last decided about it.
-- Sources: batch, run, withdrawal, as_of. Null rule: who and why are empty for a batch that counts.
WITH ruling AS (
  SELECT batch_id, is_withdrawn, who, why, recorded_at,
         row_number() OVER (PARTITION BY batch_id ORDER BY recorded_at DESC, is_withdrawn DESC) AS place
  FROM withdrawal
  WHERE batch_id IS NOT NULL AND recorded_at < (SELECT known_before FROM as_of)
)
SELECT b.batch_id, r.run_id, r.command, strftime(timezone('Asia/Shanghai', b.recorded_at), '%Y-%m-%d %H:%M:%S') AS recorded_at,
       r.parser_version, r.rules_version, b.documents, b.reports, b.cells,
       coalesce(w.is_withdrawn, FALSE) AS is_withdrawn,
       CASE WHEN w.is_withdrawn THEN w.who ELSE '' END AS who,
       CASE WHEN w.is_withdrawn THEN coalesce(w.why, '') ELSE '' END AS why,
       CASE WHEN w.is_withdrawn THEN strftime(timezone('Asia/Shanghai', w.recorded_at), '%Y-%m-%d %H:%M:%S') ELSE '' END AS withdrawn_at
FROM batch b
JOIN run r ON r.run_id = b.run_id
LEFT JOIN ruling w ON w.batch_id = b.batch_id AND w.place = 1
WHERE b.recorded_at < (SELECT known_before FROM as_of)
ORDER BY b.batch_id DESC
