-- Grain: one row for each version and indicator under an open error.
-- Sources: open_finding, indicator_part.
-- Meaning: what `flagged` counts. A subtotal computed from a doubtful part is doubtful too.
-- Additive over: nothing. Excluded: findings that name no cell. Null rule: no NULLs.
CREATE OR REPLACE VIEW open_error AS
SELECT version_id, indicator_id FROM open_finding WHERE indicator_id IS NOT NULL
UNION
SELECT f.version_id, p.total_id FROM open_finding f JOIN indicator_part p ON p.part_id = f.indicator_id;
