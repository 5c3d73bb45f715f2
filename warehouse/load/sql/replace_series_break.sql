-- The whole table is replaced: it is the program's data, not what anybody reported.
DELETE FROM series_break;

INSERT INTO series_break (from_form, from_code, to_form, to_code, relation, comparable, note)
SELECT from_form, from_code, to_form, to_code, relation, comparable, note
FROM staged_series_break;
