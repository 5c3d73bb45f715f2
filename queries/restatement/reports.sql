-- Grain: one row for each agency and year: the version that counts on the as-of day. Sources: report.
CREATE OR REPLACE TEMP TABLE {moment}_report AS
SELECT agency_id, agency, region_code, year, version_id, document_id, published_on, is_correction
FROM report;
