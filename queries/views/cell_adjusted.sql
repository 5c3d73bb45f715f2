-- Grain: one row for each version and indicator, as printed.
-- Sources: cell, adjustment_current.
-- Meaning: the value of the cell, or the adjusted one in a session with values = 'adjusted'. State stays what the document shows.
-- Additive over: see cell_value. Excluded: nothing. Null rule: a blank, unreadable or absent cell has no value, never 0.
CREATE OR REPLACE VIEW cell_adjusted AS
SELECT c.version_id, c.indicator_id,
       CASE WHEN a.version_id IS NOT NULL AND a.published_value IS NOT DISTINCT FROM c.value THEN a.value ELSE c.value END AS value,
       c.state
FROM cell c
LEFT JOIN adjustment_current a ON a.version_id = c.version_id AND a.indicator_id = c.indicator_id;
