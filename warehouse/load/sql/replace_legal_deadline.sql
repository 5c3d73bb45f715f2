-- The whole table is replaced: it is the program's data, not what anybody decided.
DELETE FROM legal_deadline;

INSERT INTO legal_deadline (purpose, level, body, month, day, from_year, to_year, source)
SELECT purpose, level, body, month, day, from_year, to_year, source
FROM staged_legal_deadline;
