-- Grain: one row for each version known on the as-of day and indicator, as printed.
-- Sources: cell, adjustment_current, report_version.
-- Meaning: the value of the cell, or the adjusted one in a session with values = 'adjusted'. State stays what the document shows.
-- Additive over: see cell_value. Excluded: nothing. Null rule: a blank, unreadable or absent cell has no value, never 0.
CREATE OR REPLACE VIEW cell_adjusted AS
SELECT c.version_id, c.indicator_id,
       CASE WHEN a.version_id IS NOT NULL AND a.published_value IS NOT DISTINCT FROM c.value THEN a.value ELSE c.value END AS value,
       c.state
FROM cell c
LEFT JOIN adjustment_current a ON a.version_id = c.version_id AND a.indicator_id = c.indicator_id
-- What is not known yet, and not what is: without an as-of day it is nothing, and costs nothing. NOT EXISTS would keep all cells
-- in memory to look each of them up once.
WHERE c.version_id NOT IN (SELECT version_id FROM report_version WHERE recorded_at >= (SELECT known_before FROM as_of));
