-- Grain: one row for each report of which a version lies again where the one that counts lay for a time.
-- Sources: put_back, report.
-- Meaning: rule rendition.put_back: what is published at a path now was read before and does not count. The report of the finding
--   is the version that counts, the other that which was put back, one of them where several were.
-- Additive over: nothing, but findings may be counted. Excluded: see put_back.
-- Null rule: subject, indicator_id and both values are NULL, the report as a whole is meant.
CREATE OR REPLACE VIEW rule_rendition_put_back AS
SELECT 'rendition.put_back' AS rule, CAST(NULL AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       min(p.other_version_id) AS other_version_id, CAST(NULL AS SMALLINT) AS indicator_id, CAST(NULL AS DECIMAL(38, 6)) AS left_value,
       CAST(NULL AS DECIMAL(38, 6)) AS right_value
FROM put_back p
JOIN report r ON r.version_id = p.version_id
GROUP BY r.year, r.region_code, r.agency_id, r.report_id, r.version_id;
