-- Grain: as region_disclosure, regions of level county (县级) alone. Zones of county level included.
-- Sources: region_indicator. A filter and nothing else: every rule is in the views it filters.
-- Additive over, excluded, null rule: as region_disclosure.
CREATE OR REPLACE VIEW county_disclosure AS
SELECT year, region_code, region_name, basis, preferred, item AS item, heading AS measure, label_zh, value, unit, is_total,
       bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_indicator
WHERE subject = 'disclosure' AND level = 'county';
