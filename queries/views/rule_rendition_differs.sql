-- Grain: one row for each report, indicator and other value that a rendition of the same publication has.
-- Sources: rendition_difference, report, version_current.
-- Meaning: rule rendition.differs: left is the value that counts, right that of the other rendition: a page and its attachment
--   that do not agree.
-- Additive over: nothing, but findings may be counted.
-- Excluded: a correction beside what it corrects, and publications of two known days: those were restated (see restatement).
-- Null rule: no NULLs.
CREATE OR REPLACE VIEW rule_rendition_differs AS
SELECT 'rendition.differs' AS rule, CAST(d.subject AS VARCHAR) AS subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id,
       min(d.other_version_id) AS other_version_id, d.indicator_id AS indicator_id, CAST(d.value AS DECIMAL(38, 6)) AS left_value,
       CAST(d.other_value AS DECIMAL(38, 6)) AS right_value
FROM rendition_difference d
JOIN report r ON r.version_id = d.version_id
JOIN version_current v ON v.version_id = d.other_version_id
WHERE v.is_correction = r.is_correction
  AND (v.published_on IS NULL OR r.published_on IS NULL OR v.published_on = r.published_on)
GROUP BY d.subject, r.year, r.region_code, r.agency_id, r.report_id, r.version_id, d.indicator_id, d.value, d.other_value;
