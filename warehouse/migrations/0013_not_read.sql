-- How many of the summed cells were not simply read: solved from damaged digits, replaced by a person, taken off a picture. NULL in a
-- release of before, of which nobody counted them.
ALTER TABLE release_total ADD COLUMN inferred INTEGER;
ALTER TABLE release_total ADD COLUMN adjusted INTEGER;
ALTER TABLE release_total ADD COLUMN ocr INTEGER;
