-- The whole table is replaced: it is the program's data, not what anybody reported.
DELETE FROM rule;

INSERT INTO rule (rule, level, severity, status, least_numbers)
SELECT rule, level, severity, status, least_numbers
FROM staged_rule;
