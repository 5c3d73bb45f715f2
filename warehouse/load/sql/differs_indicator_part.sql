-- Grain: one row, the number of rows in which the table and the reference data differ.
SELECT count(*)
FROM (
    (
        SELECT total_id, part_id FROM indicator_part
        EXCEPT ALL
        SELECT total_id, part_id FROM staged_indicator_part
    )
    UNION ALL
    (
        SELECT total_id, part_id FROM staged_indicator_part
        EXCEPT ALL
        SELECT total_id, part_id FROM indicator_part
    )
);
