-- Grain: one row for each report inside a document that enters no total because something about it is not settled.
-- Sources: version_current, report, region_valid.
-- Meaning: `why` says what a person must settle: agency, region, year, that the region does not exist in that year, the
--   scope of a subject that the report has a table for, or that its statistics are those of a part of the year.
-- Additive over: nothing. Excluded: withdrawn reports; system and vertical ones, which are settled and in no total of an area.
-- Null rule: what is not settled is NULL.
CREATE OR REPLACE VIEW unsettled_report AS
SELECT version_id, document_id, sha256, agency_name AS agency, region_code, year, title,
       CASE WHEN is_part_of_year THEN 'part_of_year' WHEN year IS NULL THEN 'year' WHEN region_code IS NULL THEN 'region'
            ELSE 'agency' END AS why
FROM version_current
WHERE agency_id IS NULL OR year IS NULL OR region_code IS NULL
UNION ALL
SELECT r.version_id, r.document_id, r.sha256, r.agency, r.region_code, r.year, r.title, 'region_not_valid_in_year'
FROM report r
LEFT JOIN region_valid y ON y.region_code = r.region_code AND y.year = r.year
WHERE y.region_code IS NULL
UNION ALL
SELECT r.version_id, r.document_id, r.sha256, r.agency, r.region_code, r.year, r.title, 'scope'
FROM report r
JOIN region_valid y ON y.region_code = r.region_code AND y.year = r.year
WHERE NOT r.is_vertical
  AND (r.scope_disclosure = 'unknown' AND r.form_disclosure IS NOT NULL
       OR r.scope_request = 'unknown' AND r.form_request IS NOT NULL
       OR r.scope_appeal = 'unknown' AND r.form_appeal IS NOT NULL);
