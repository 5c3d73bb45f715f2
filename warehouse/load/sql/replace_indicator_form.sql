-- The whole table is replaced: it is the program's data, not what anybody reported.
DELETE FROM indicator_form;

INSERT INTO indicator_form (form, indicator_id, position, role, label_zh)
SELECT form, indicator_id, position, role, label_zh
FROM staged_indicator_form;
