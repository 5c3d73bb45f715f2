-- Grain: as region_request, regions of level county (县级) alone. Zones of county level included.
-- Sources: region_indicator. A filter and nothing else: every rule is in the views it filters.
-- Additive over, excluded, null rule: as region_request.
CREATE OR REPLACE VIEW county_request AS
SELECT year, region_code, region_name, basis, preferred, item AS outcome, heading AS applicant, label_zh, {whole} AS value, unit, is_total,
       bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_indicator
WHERE subject = 'request' AND level = 'county';
