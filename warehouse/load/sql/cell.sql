-- Places count from 1, so 0 is unknown; a value counts only in the states reported (0) and inferred (5).
INSERT INTO cell (version_id, indicator_id, value, state, raw, page, grid, place_row, place_column)
SELECT
    version_id,
    indicator_id,
    CASE WHEN state IN (0, 5) THEN value END,
    CASE state
        WHEN 0 THEN 'reported'::cell_state
        WHEN 1 THEN 'blank'::cell_state
        WHEN 2 THEN 'placeholder'::cell_state
        WHEN 3 THEN 'unreadable'::cell_state
        WHEN 4 THEN 'absent'::cell_state
        WHEN 5 THEN 'inferred'::cell_state
    END,
    nullif(raw, ''),
    nullif(page, 0),
    nullif(grid, 0),
    nullif(place_row, 0),
    nullif(place_column, 0)
FROM staged_cell;
