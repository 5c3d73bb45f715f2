-- Grain: one row, the number of rows in which the table and the reference data differ.
SELECT count(*)
FROM (
    (
        SELECT code, name, level, parent_code, kind, valid_from, valid_to, successor_code FROM region
        EXCEPT ALL
        SELECT code, name, level, parent_code, kind, valid_from, valid_to, successor_code FROM staged_region
    )
    UNION ALL
    (
        SELECT code, name, level, parent_code, kind, valid_from, valid_to, successor_code FROM staged_region
        EXCEPT ALL
        SELECT code, name, level, parent_code, kind, valid_from, valid_to, successor_code FROM region
    )
);
