INSERT INTO batch (batch_id, run_id, recorded_at, documents, reports, cells)
VALUES ($batch_id, $run_id, $recorded_at, $documents, $reports, $cells);
