-- Grain: one row, whether the connection shows all that is known, as it was published: only that is stored.
SELECT is_plain FROM plain_reading;
