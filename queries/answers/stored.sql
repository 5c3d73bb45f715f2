-- Grain: one row an answer that is stored, by its name.
SELECT answer FROM stored_answer ORDER BY answer;
