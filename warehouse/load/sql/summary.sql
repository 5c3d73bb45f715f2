-- Grain: one row, the counts of what changes.sql found, the ids of the next run and batch, and when the last batch was recorded.
SELECT
    (SELECT count(*) FROM new_document) AS new_documents,
    (SELECT count(*) FROM new_path) AS new_paths,
    (SELECT count(*) FROM new_judgement) AS judgements,
    (SELECT count(*) FROM new_version) AS reports,
    (
        SELECT count(*)
        FROM staged_document s
        WHERE s.sha256 NOT IN (
            SELECT sha256 FROM new_document
            UNION ALL SELECT sha256 FROM new_path
            UNION ALL SELECT sha256 FROM new_judgement
            UNION ALL SELECT sha256 FROM new_version
        )
    ) AS unchanged,
    (SELECT coalesce(max(run_id), 0) + 1 FROM run) AS next_run,
    (SELECT coalesce(max(batch_id), 0) + 1 FROM batch) AS next_batch,
    (SELECT coalesce(max(epoch_us(recorded_at)), 0) FROM batch) AS last_micros;
