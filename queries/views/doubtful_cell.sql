-- Grain: one row for each version and indicator that is in doubt.
-- Sources: open_error, doubtful_table, indicator.
-- Meaning: what `flagged` counts: cells under an open error, and all of a table that is last year's or another body's: with two
--   bodies that are one, or one report given twice, a total counts the same requests twice.
-- Additive over: nothing. Excluded: see open_error and doubtful_table. Null rule: no NULLs.
CREATE OR REPLACE VIEW doubtful_cell AS
SELECT version_id, indicator_id FROM open_error
UNION
SELECT t.version_id, i.indicator_id
FROM doubtful_table t
JOIN indicator i ON CAST(i.subject AS VARCHAR) = t.subject;
