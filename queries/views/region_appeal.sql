-- Grain: one row for each region, year, indicator of table 四 and basis (published, built).
-- Sources: region_indicator.
-- Meaning: the totals of table 四 for every region, on both bases, exactly one of which is preferred.
-- Additive over: disjoint regions, with one basis (take preferred rows). Rows with is_total contain the others: never add
--   them to their parts. Stocks (carried over, pending, in force) are not added over years.
-- Excluded: vertical, system, unknown and unsettled reports; whatever an area or level report already contains.
-- Null rule: value is NULL where no member gave one; missing counts the members without a complete value.
CREATE OR REPLACE VIEW region_appeal AS
SELECT year, region_code, region_name, basis, preferred, item AS track, heading AS result, label_zh, {whole} AS value, unit, is_total,
       bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_indicator
WHERE subject = 'appeal';
