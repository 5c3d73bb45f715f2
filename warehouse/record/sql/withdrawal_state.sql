-- Grain: one row, none where there is no such batch: what a batch brought, and whether it is withdrawn. Parameter: $1 the batch.
SELECT
    (SELECT count(*) FROM document d WHERE d.batch_id = b.batch_id) AS documents,
    (SELECT count(*) FROM report_version v WHERE v.batch_id = b.batch_id) AS reports,
    coalesce((SELECT arg_max(w.is_withdrawn, w.recorded_at) FROM withdrawal w WHERE w.batch_id = b.batch_id), FALSE) AS is_withdrawn,
    greatest(epoch_us(b.recorded_at), coalesce((SELECT max(epoch_us(w.recorded_at)) FROM withdrawal w), 0)) AS last_micros
FROM batch b
WHERE b.batch_id = $1;
