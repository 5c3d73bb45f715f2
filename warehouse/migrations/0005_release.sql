-- What a release was made of. The table release has had no row so far, so that the new columns are never NULL.
ALTER TABLE release ADD COLUMN totals VARCHAR;            -- hash of the totals
ALTER TABLE release ADD COLUMN views VARCHAR;             -- hash of the views that added them up
ALTER TABLE release ADD COLUMN program VARCHAR;           -- version of the program
ALTER TABLE release ADD COLUMN known_before TIMESTAMPTZ;  -- what was recorded before counted
ALTER TABLE release ADD COLUMN reports INTEGER;           -- how many there are in release_input

-- The reports of the year that counted, whether they enter a total or not.
CREATE TABLE release_input (
    release_id       VARCHAR NOT NULL,
    version_id       BIGINT NOT NULL,
    sha256           VARCHAR NOT NULL, -- of the document
    ordinal          SMALLINT NOT NULL,
    agency_id        BIGINT NOT NULL,
    agency           VARCHAR NOT NULL,
    region_code      VARCHAR NOT NULL,
    scope_disclosure scope NOT NULL,
    scope_request    scope NOT NULL,
    scope_appeal     scope NOT NULL,
    published_on     DATE,
    is_correction    BOOLEAN NOT NULL,
    parser_version   VARCHAR NOT NULL, -- that read it
    rules_version    VARCHAR NOT NULL,
    cells            VARCHAR NOT NULL, -- hash of indicator, state and value of every cell
    open_errors      VARCHAR NOT NULL  -- hash of the ids of its open errors; empty where there is none
);

-- Which of them were summed for which region.
CREATE TABLE release_member (
    release_id   VARCHAR NOT NULL,
    subject      subject NOT NULL,
    region_code  VARCHAR NOT NULL,
    is_published BOOLEAN NOT NULL,
    version_id   BIGINT NOT NULL
);
