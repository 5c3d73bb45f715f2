-- The ledger of the schedule: one row for each event of a run, in the order of event_id. A run is a slot of a job and an attempt.
CREATE TABLE scheduled_run (
    event_id      BIGINT PRIMARY KEY,
    job           VARCHAR NOT NULL,
    scheduled_for TIMESTAMPTZ NOT NULL, -- the slot; of a registration the time itself
    attempt       SMALLINT NOT NULL,    -- from 1; 0 for a registration
    step          VARCHAR,              -- NULL where it is about the run as a whole
    status        VARCHAR NOT NULL,     -- registered, started, step_done, done, failed, interrupted
    message       VARCHAR,
    recorded_at   TIMESTAMPTZ NOT NULL
);
