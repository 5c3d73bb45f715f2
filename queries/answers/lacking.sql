-- Grain: one row, whether an answer is not stored as the tables are now. Parameter: $1 the answer.
SELECT count(*) = 0 FROM stored_answer WHERE answer = $1;
