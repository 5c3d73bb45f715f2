-- Grain: one row an agency and indicator, for one year; the natural key and the order is region_code, agency, outcome,
-- applicant. Totals stand beside their parts (is_total), area reports beside the bodies in them: sums are in region_request.
-- The order goes by the places of agency and indicator, which sorts twice as fast as four texts. LEFT: a row without a
-- place would stand last, not be lost.
WITH agency_place AS (
    SELECT region_code, agency, row_number() OVER (ORDER BY region_code, agency) AS place
    FROM (SELECT DISTINCT region_code, agency FROM report WHERE year = $year)
),
indicator_place AS (
    SELECT item, heading, row_number() OVER (ORDER BY item, heading) AS place
    FROM indicator
    WHERE subject = 'request'
)
SELECT
    f.year, f.region_code, f.agency, f.scope, f.form, f.outcome, f.applicant, f.label_zh, f.value, f.state, f.unit, f.is_total
FROM request f
LEFT JOIN agency_place a ON a.region_code = f.region_code AND a.agency = f.agency
LEFT JOIN indicator_place i ON i.item = f.outcome AND i.heading = f.applicant
WHERE f.year = $year
ORDER BY a.place, i.place;
