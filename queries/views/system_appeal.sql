-- Grain: one row for each vertical system, region, year, indicator of table 四 and basis (published, built).
-- Sources: system_total, indicator.
-- Meaning: the totals of table 四 of a vertical system (tax, customs, statistics survey teams …) in a region and all below it, in
--   the nation of the whole system: its own report beside the sum of its bodies. None of it is inside the totals of a region.
-- Additive over: systems; disjoint regions, with one basis (take preferred rows). Rows with is_total contain the others. Stocks are not
--   added over years.
-- Excluded: see system_member. Null rule: value is NULL where no member gave one; missing counts the members without a complete value,
--   and bound is lower where there is any.
CREATE OR REPLACE VIEW system_appeal AS
SELECT t.year, t.system, t.region_code, t.region_name, t.level, t.basis, t.preferred,
       t.item AS track, i.heading AS result, i.label_zh, {whole} AS value, i.unit,
       i.is_total, {bound} AS bound, t.reports, t.expected, t.missing, t.flagged,
       t.inferred, t.adjusted, t.ocr, t.expected_from
FROM system_total t
JOIN indicator i ON i.indicator_id = t.indicator_id
WHERE t.subject = 'appeal';
