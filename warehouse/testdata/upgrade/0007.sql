-- Rows of what migration 7 added.
INSERT INTO cell_subtotal VALUES (1, 100, 3, 'reported');
INSERT INTO subtotal_version VALUES (1);
