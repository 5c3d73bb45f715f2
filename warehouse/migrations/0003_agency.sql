-- The life of a body: what it is called and how long it is there, and which body took over from it. Rows are only added; the
-- latest of a body counts. An override can name one report of a document that holds several.
CREATE TABLE agency_change (
    agency_id   BIGINT NOT NULL,
    name        VARCHAR NOT NULL, -- the name from now on
    level       VARCHAR NOT NULL,
    kind        VARCHAR NOT NULL,
    system      VARCHAR,
    valid_from  DATE,
    valid_to    DATE,             -- its last day; NULL while it exists
    since       DATE,             -- the day of the change itself, where it is known
    who         VARCHAR NOT NULL,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE agency_successor (
    agency_id    BIGINT NOT NULL,
    successor_id BIGINT NOT NULL,
    since        DATE NOT NULL,   -- the first day of the successor
    who          VARCHAR NOT NULL,
    why          VARCHAR,
    recorded_at  TIMESTAMPTZ NOT NULL
);

ALTER TABLE override ADD COLUMN ordinal SMALLINT; -- which report of the document; NULL for all of them
