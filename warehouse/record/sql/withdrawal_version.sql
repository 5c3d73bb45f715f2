-- Grain: one row, none where there is no such version: how often the report in its document was read, and whether it is withdrawn.
-- Parameter: $1 the version. A withdrawal holds for every version of the report in that document.
WITH same AS (
    SELECT o.version_id, o.recorded_at
    FROM report_version v
    JOIN report_version o ON o.document_id = v.document_id AND o.ordinal = v.ordinal
    WHERE v.version_id = $1
)
SELECT
    0 AS documents,
    count(*) AS reports,
    coalesce((SELECT arg_max(w.is_withdrawn, w.recorded_at) FROM withdrawal w WHERE w.version_id IN (SELECT version_id FROM same)), FALSE)
        AS is_withdrawn,
    greatest(max(epoch_us(recorded_at)), coalesce((SELECT max(epoch_us(w.recorded_at)) FROM withdrawal w), 0)) AS last_micros
FROM same
HAVING count(*) > 0;
