-- Grain: one row, the number of rows in which the table and the reference data differ.
SELECT count(*)
FROM (
    (
        SELECT form, indicator_id, position, role, label_zh FROM indicator_form
        EXCEPT ALL
        SELECT form, indicator_id, position, role, label_zh FROM staged_indicator_form
    )
    UNION ALL
    (
        SELECT form, indicator_id, position, role, label_zh FROM staged_indicator_form
        EXCEPT ALL
        SELECT form, indicator_id, position, role, label_zh FROM indicator_form
    )
);
