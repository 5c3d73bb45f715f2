-- Says of answers that they are stored as the tables are now. Parameter: $1 their names, with spaces between.
INSERT INTO stored_answer (answer)
SELECT unnest(string_split($1, ' '));
