-- Grain: one row for each event of the schedule, as they were written. Sources: scheduled_run.
SELECT job, scheduled_for, attempt, coalesce(step, '') AS step, status, coalesce(message, '') AS message, recorded_at
FROM scheduled_run
ORDER BY event_id
