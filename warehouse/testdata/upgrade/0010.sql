-- A row of what migration 10 made: an answer that is stored.
INSERT INTO stored_answer VALUES ('warehouse_finding');
