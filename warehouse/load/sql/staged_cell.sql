-- The cells of a batch without NULLs. The driver takes about 50 ns a value, so the small numbers come packed into two:
-- what = indicator * 2^38 + page * 2^23 + grid * 2^8 + state, place = row * 2^15 + column.
-- With the Arrow hand-over staged_cell is a view over the columns as Go holds them.
CREATE OR REPLACE TEMP TABLE packed_cell (
    version_id BIGINT,
    value      DECIMAL(18, 6),
    raw        VARCHAR,
    what       BIGINT,
    place      BIGINT
);

CREATE OR REPLACE TEMP VIEW staged_cell AS
SELECT
    version_id,
    (what >> 38)::SMALLINT AS indicator_id,
    value,
    (what & 255)::UTINYINT AS state, -- place in cell_state, from 0
    raw,
    ((what >> 23) & 32767)::SMALLINT AS page,
    ((what >> 8) & 32767)::SMALLINT AS grid,
    (place >> 15)::INTEGER AS place_row,
    (place & 32767)::SMALLINT AS place_column
FROM packed_cell;
