-- Grain: one row: the cells that the preferred totals of a region and year are summed from. Sources: region_cell.
-- Parameters: $1 a region code, $2 a year. Null rule: 0 where there is no report.
SELECT coalesce(sum(cells), 0), coalesce(sum(inferred), 0), coalesce(sum(adjusted), 0), coalesce(sum(ocr), 0)
FROM region_cell
WHERE region_code = $1 AND year = $2
