-- Grain: one row for each indicator on which a rendition of a report differs from the version that counts.
-- Sources: report, version_current, cell_adjusted, indicator.
-- Meaning: the same report was published more than once (as a page and as a file, or again) and the numbers differ.
-- Additive over: nothing. Excluded: indicators on which either rendition has no value. Null rule: no NULL values.
CREATE OR REPLACE VIEW rendition_difference AS
SELECT r.year, r.region_code, r.agency, i.subject, i.indicator_id, i.item, i.heading, i.label_zh,
       w.value AS value, o.value AS other_value, r.version_id, v.version_id AS other_version_id
FROM report r
JOIN version_current v ON v.agency_id = r.agency_id AND v.year = r.year AND v.version_id <> r.version_id
JOIN cell_adjusted o ON o.version_id = v.version_id
JOIN cell_adjusted w ON w.version_id = r.version_id AND w.indicator_id = o.indicator_id
JOIN indicator i ON i.indicator_id = o.indicator_id
WHERE r.renditions > 1 AND w.value IS NOT NULL AND o.value IS NOT NULL AND w.value <> o.value;
