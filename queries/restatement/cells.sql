-- Grain: one row for each changed report and indicator, as on the as-of day. Sources: changed_report, cell_value.
CREATE OR REPLACE TEMP TABLE {moment}_cell AS
SELECT c.version_id, c.indicator_id, c.value
FROM cell_value c
WHERE c.version_id IN (SELECT {version} FROM changed_report);
