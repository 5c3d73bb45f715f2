-- Grain: one row.
-- Sources: the session variables as_of (a date; unset: everything counts) and known_before (a time, for a frozen release,
--   made in the middle of a day; it goes before as_of).
-- Meaning: what was recorded before `known_before` counts. The as-of day ends at midnight in Asia/Shanghai, whatever the
--   time zone of the session, since that is the civil day of every agency in the warehouse. day is that day, today where it is unset.
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW as_of AS
SELECT CASE
         WHEN getvariable('known_before') IS NOT NULL THEN CAST(getvariable('known_before') AS TIMESTAMPTZ)
         WHEN getvariable('as_of') IS NULL THEN CAST('infinity' AS TIMESTAMPTZ)
         ELSE timezone('Asia/Shanghai', CAST(CAST(getvariable('as_of') AS DATE) AS TIMESTAMP) + INTERVAL 1 DAY)
       END AS known_before,
       CASE
         WHEN getvariable('known_before') IS NOT NULL
           THEN CAST(timezone('Asia/Shanghai', CAST(getvariable('known_before') AS TIMESTAMPTZ)) AS DATE)
         WHEN getvariable('as_of') IS NULL THEN CAST(timezone('Asia/Shanghai', now()) AS DATE)
         ELSE CAST(getvariable('as_of') AS DATE)
       END AS day;
