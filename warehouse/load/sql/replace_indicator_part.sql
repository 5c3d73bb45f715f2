-- The whole table is replaced: it is the program's data, not what anybody reported.
DELETE FROM indicator_part;

INSERT INTO indicator_part (total_id, part_id)
SELECT total_id, part_id
FROM staged_indicator_part;

-- Of these parts the stored subtotals were made; all are to be computed again, and the digests stored with them.
DELETE FROM cell_subtotal;

DELETE FROM table_digest;

DELETE FROM subtotal_version;
