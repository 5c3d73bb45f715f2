-- What a release holds beside its totals: the rows of other roll-ups of its year, as they were when it was made.
CREATE TABLE release_row (
    release_id VARCHAR NOT NULL,
    relation   VARCHAR NOT NULL, -- the view whose row it is
    content    VARCHAR NOT NULL  -- the row as a JSON object of its columns, each a text or null: columns of views come and go
);

-- NULL in releases made before.
ALTER TABLE release_total ADD COLUMN expected_from VARCHAR;
