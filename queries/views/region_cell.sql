-- Grain: one row for each region, year and subject that a report in it has a table of.
-- Sources: region_total, indicator_part.
-- Meaning: how many cells with a value the preferred total is summed from, all indicators of the table together, and how many of
--   those were not simply read: solved from damaged digits (inferred), a person's (adjusted), taken off a picture (ocr).
-- Additive over: subjects; disjoint regions. Excluded: computed subtotals, which are no cell of a document.
-- Null rule: no NULLs; a region whose members left all blank has 0 cells.
CREATE OR REPLACE VIEW region_cell AS
SELECT t.subject, t.year, t.region_code,
       CAST(sum(CASE WHEN NOT t.prefers_published THEN t.built_cells WHEN t.published IS NULL THEN 0 ELSE 1 END) AS BIGINT) AS cells,
       CAST(sum(CASE WHEN t.prefers_published THEN t.published_inferred ELSE t.built_inferred END) AS BIGINT) AS inferred,
       CAST(sum(CASE WHEN t.prefers_published THEN t.published_adjusted ELSE t.built_adjusted END) AS BIGINT) AS adjusted,
       CAST(sum(CASE WHEN t.prefers_published THEN t.published_ocr ELSE t.built_ocr END) AS BIGINT) AS ocr
FROM region_total t
WHERE t.indicator_id NOT IN (SELECT total_id FROM indicator_part)
GROUP BY t.subject, t.year, t.region_code;
