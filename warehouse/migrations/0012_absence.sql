-- When a report is due, and who looked for one in vain. Rows of deadline and looked_at are only added; the latest of a key counts.
-- The days that law and circulars set everywhere, from config/deadlines; filled by the program as the other reference tables are.
CREATE TABLE legal_deadline (
    purpose   VARCHAR NOT NULL,  -- file: with the office above; publish
    level     VARCHAR NOT NULL,  -- of the body: nation, province, city, county, town
    body      VARCHAR NOT NULL,  -- government, department, vertical
    month     SMALLINT NOT NULL, -- of the year after the one that the report is about
    day       SMALLINT NOT NULL,
    from_year SMALLINT NOT NULL, -- the first year of reports that it is about
    to_year   SMALLINT,          -- the last; NULL while it holds
    source    VARCHAR NOT NULL   -- the text that sets it
);

-- Those that a person imported, which go before the legal ones.
CREATE TABLE deadline (
    purpose     VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,
    body        VARCHAR NOT NULL,
    region_code VARCHAR,         -- the region that it holds in, with all below it; NULL for everywhere
    month       SMALLINT,        -- NULL: what was imported before of these years no longer counts
    day         SMALLINT,
    from_year   SMALLINT NOT NULL,
    to_year     SMALLINT,
    source      VARCHAR NOT NULL,
    who         VARCHAR NOT NULL,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Where somebody looked for a report, and did not find it.
CREATE TABLE looked_at (
    agency_id   BIGINT,           -- NULL: for the report of the government of the region
    region_code VARCHAR NOT NULL,
    year        SMALLINT NOT NULL,
    address     VARCHAR NOT NULL,
    looked_on   DATE NOT NULL,
    is_withdrawn BOOLEAN NOT NULL, -- true: the row of the same body, year, address and day before it was a mistake
    who         VARCHAR NOT NULL,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

-- Whether the register records what comes in, so that what did not come can be told from what nobody wrote down. NULL: it does not say.
ALTER TABLE agency_register ADD COLUMN receipts BOOLEAN;
