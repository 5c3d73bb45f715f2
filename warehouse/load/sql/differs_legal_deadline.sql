-- Grain: one row, the number of rows in which the table and the reference data differ.
SELECT count(*)
FROM (
    (
        SELECT purpose, level, body, month, day, from_year, to_year, source FROM legal_deadline
        EXCEPT ALL
        SELECT purpose, level, body, month, day, from_year, to_year, source FROM staged_legal_deadline
    )
    UNION ALL
    (
        SELECT purpose, level, body, month, day, from_year, to_year, source FROM staged_legal_deadline
        EXCEPT ALL
        SELECT purpose, level, body, month, day, from_year, to_year, source FROM legal_deadline
    )
);
