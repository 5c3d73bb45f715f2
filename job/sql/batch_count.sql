-- Grain: one row, 1 where there is a batch with the id, else 0. Parameter: $1 the batch. Source: batch.
SELECT count(*) FROM batch WHERE batch_id = $1;
