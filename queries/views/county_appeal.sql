-- Grain: as region_appeal, regions of level county (县级) alone. Zones of county level included.
-- Sources: region_indicator. A filter and nothing else: every rule is in the views it filters.
-- Additive over, excluded, null rule: as region_appeal.
CREATE OR REPLACE VIEW county_appeal AS
SELECT year, region_code, region_name, basis, preferred, item AS track, heading AS result, label_zh, {whole} AS value, unit, is_total,
       bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_indicator
WHERE subject = 'appeal' AND level = 'county';
