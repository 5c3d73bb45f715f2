-- The whole table is replaced: it is the program's data, not what anybody reported.
DELETE FROM indicator_part;

INSERT INTO indicator_part (total_id, part_id)
SELECT total_id, part_id
FROM staged_indicator_part;
