-- Grain: one row: the cells with a value of the reports of a release. Sources: release_input, cell_adjusted.
-- Parameter: $1 the release. Meaning: of them, inferred were solved from damaged digits and ocr taken off a picture. A release holds
--   published values, so that none is a person's.
SELECT count(c.value) AS cells, count(CASE WHEN c.is_inferred THEN c.value END) AS inferred,
       count(CASE WHEN c.is_ocr THEN c.value END) AS ocr
FROM release_input r
JOIN cell_adjusted c ON c.version_id = r.version_id
WHERE r.release_id = $1
