-- Says of an answer that it is stored as the tables are now.
INSERT INTO stored_answer (answer) VALUES ($1);
