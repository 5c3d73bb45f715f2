-- Grain: one row for each version and indicator that a person adjusted.
-- Sources: adjustment_latest, report_version, the session variable values.
-- Meaning: the latest adjustment, and only in a session with values = 'adjusted': empty otherwise.
--   It holds while the published value is still the one it corrects; cell_adjusted compares.
-- Additive over: nothing. Excluded: see adjustment_latest. Null rule: a NULL value takes a number away.
CREATE OR REPLACE VIEW adjustment_current AS
SELECT v.version_id, a.indicator_id, a.published_value, a.value
FROM adjustment_latest a
JOIN report_version v ON v.report_id = a.report_id
WHERE getvariable('values') = 'adjusted' AND v.recorded_at < (SELECT known_before FROM as_of);
