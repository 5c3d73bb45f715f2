-- Grain: one row, the number of rows in which the table and the reference data differ.
SELECT count(*)
FROM (
    (
        SELECT rule, level, severity, status, least_numbers FROM rule
        EXCEPT ALL
        SELECT rule, level, severity, status, least_numbers FROM staged_rule
    )
    UNION ALL
    (
        SELECT rule, level, severity, status, least_numbers FROM staged_rule
        EXCEPT ALL
        SELECT rule, level, severity, status, least_numbers FROM rule
    )
);
