-- Grain: one row, the number of rows in which the table and the reference data differ.
SELECT count(*)
FROM (
    (
        SELECT from_form, from_code, to_form, to_code, relation, comparable, note FROM series_break
        EXCEPT ALL
        SELECT from_form, from_code, to_form, to_code, relation, comparable, note FROM staged_series_break
    )
    UNION ALL
    (
        SELECT from_form, from_code, to_form, to_code, relation, comparable, note FROM staged_series_break
        EXCEPT ALL
        SELECT from_form, from_code, to_form, to_code, relation, comparable, note FROM series_break
    )
);
