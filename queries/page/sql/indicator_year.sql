-- Grain: one row for each year and state of the cells of an indicator, over the reports that count. Sources: report, cell, indicator.
-- Parameter: $1 the code of the indicator.
-- Meaning: how complete the indicator is. A report whose form does not have the cell has it as absent.
-- Null rule: none.
SELECT r.year, CAST(c.state AS VARCHAR) AS state, count(*) AS cells
FROM report r
JOIN cell c ON c.version_id = r.version_id
WHERE c.indicator_id = (SELECT indicator_id FROM indicator WHERE code = $1)
GROUP BY r.year, c.state
ORDER BY r.year, c.state
