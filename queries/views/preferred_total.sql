-- Grain: one row for each region, year and indicator. Sources: region_indicator, indicator. A filter, and the code.
-- Meaning: the total on the preferred basis, to be held beside that of another year. In a session that shows a release: its year and the
--   year before, as it holds both.
-- Additive over, excluded, null rule: as region_indicator.
CREATE OR REPLACE VIEW preferred_total AS
SELECT t.subject, t.year, t.region_code, t.region_name, t.level, t.basis, t.item, t.heading, t.label_zh, t.value, t.unit, t.is_total,
       t.bound, t.missing, t.flagged, t.indicator_id, i.code
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
WHERE t.preferred;
