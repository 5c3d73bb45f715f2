INSERT INTO scheduled_run (event_id, job, scheduled_for, attempt, step, status, message, recorded_at)
SELECT coalesce(max(event_id), 0) + 1, $1, $2, $3, $4, $5, $6, $7 FROM scheduled_run;
