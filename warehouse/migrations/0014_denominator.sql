-- By what rates a head are divided: how many people a region has, by a source that somebody imported. A row is never changed: of two for
-- one region, year and kind the later counts.
CREATE TABLE denominator (
    region_code     VARCHAR NOT NULL,
    year            SMALLINT NOT NULL,
    kind            VARCHAR NOT NULL, -- resident, registered
    value           BIGINT NOT NULL,  -- people
    source          VARCHAR NOT NULL,
    is_interpolated BOOLEAN NOT NULL, -- by the one who imported it; nothing here interpolates
    who             VARCHAR NOT NULL,
    recorded_at     TIMESTAMPTZ NOT NULL
);
