-- The star schema of design §4. Tables only grow: a correction, verdict, alias, override or withdrawal is a new row
-- with recorded_at, and the base views pick what counted on the as-of day.
-- Reference tables (region, indicator, indicator_form, indicator_part) are filled from config, not from here.

CREATE TYPE subject AS ENUM ('disclosure', 'request', 'appeal');
CREATE TYPE cell_state AS ENUM ('reported', 'blank', 'placeholder', 'unreadable', 'absent', 'inferred');
CREATE TYPE scope AS ENUM ('own', 'level', 'area', 'system', 'unknown');
CREATE TYPE severity AS ENUM ('info', 'warning', 'error');
CREATE TYPE finding_status AS ENUM ('fail', 'uncertain', 'not_assessable');

CREATE TABLE region (
    code           VARCHAR NOT NULL,
    name           VARCHAR NOT NULL,
    level          VARCHAR NOT NULL, -- nation, province, city, county, town
    parent_code    VARCHAR,          -- NULL for the nation
    kind           VARCHAR NOT NULL, -- division, zone
    valid_from     DATE NOT NULL,
    valid_to       DATE,             -- last day; NULL while it exists
    successor_code VARCHAR
);

CREATE TABLE indicator (
    indicator_id SMALLINT PRIMARY KEY,
    code         VARCHAR NOT NULL UNIQUE,
    subject      subject NOT NULL,
    item         VARCHAR NOT NULL,
    heading      VARCHAR NOT NULL,
    label_zh     VARCHAR NOT NULL,
    label_en     VARCHAR NOT NULL,
    unit         VARCHAR NOT NULL,
    kind         VARCHAR NOT NULL, -- flow, stock
    is_total     BOOLEAN NOT NULL  -- a sum of other indicators: never added to its parts
);

CREATE TABLE indicator_form (
    form         VARCHAR NOT NULL,
    indicator_id SMALLINT NOT NULL,
    position     SMALLINT NOT NULL,
    role         VARCHAR NOT NULL, -- cell: printed on the form; subtotal: computed, printed by some
    label_zh     VARCHAR NOT NULL
);

CREATE TABLE indicator_part (
    total_id SMALLINT NOT NULL, -- a subtotal that the form does not print
    part_id  SMALLINT NOT NULL
);

CREATE TABLE agency (
    agency_id   BIGINT PRIMARY KEY, -- hash of name and region code
    name        VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    level       VARCHAR NOT NULL,   -- of the body: nation, province, city, county, town
    kind        VARCHAR NOT NULL,   -- government, office, department, zone_committee, township, vertical, other
    system      VARCHAR,            -- the vertical system it belongs to
    valid_from  DATE,
    valid_to    DATE,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE agency_alias (
    agency_id   BIGINT NOT NULL,
    alias       VARCHAR NOT NULL,
    who         VARCHAR,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE agency_register (
    agency_id   BIGINT NOT NULL,
    year        SMALLINT NOT NULL,
    status      VARCHAR NOT NULL, -- expected, exempt, merged, nil
    contact     VARCHAR,
    who         VARCHAR,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE override (
    sha256      VARCHAR NOT NULL, -- the document
    field       VARCHAR NOT NULL, -- agency, region_code, year, scope …
    value       VARCHAR NOT NULL,
    who         VARCHAR NOT NULL,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE document (
    document_id BIGINT PRIMARY KEY,
    sha256      VARCHAR NOT NULL UNIQUE,
    media_type  VARCHAR NOT NULL,
    bytes       BIGINT NOT NULL,
    source      VARCHAR,          -- where it was published, from the manifest
    fetched_at  TIMESTAMPTZ,
    reason      VARCHAR,          -- why it was rejected; NULL where it gave a report
    message     VARCHAR,
    parser_version VARCHAR NOT NULL, -- that judged it last when it was added
    batch_id    BIGINT NOT NULL
);

-- What each parser made of a document; the newest row of a document (by batch_id) counts. document.reason and
-- document.parser_version are those of the first.
CREATE TABLE judgement (
    document_id    BIGINT NOT NULL,
    reason         VARCHAR,         -- why it was rejected; NULL where it gave a report
    message        VARCHAR,
    parser_version VARCHAR NOT NULL,
    rules_version  VARCHAR NOT NULL,
    recorded_at    TIMESTAMPTZ NOT NULL,
    batch_id       BIGINT NOT NULL
);

CREATE TABLE document_path (
    path        VARCHAR NOT NULL,
    size        BIGINT NOT NULL,
    modified_at TIMESTAMP_NS NOT NULL,
    sha256      VARCHAR NOT NULL,
    batch_id    BIGINT NOT NULL
);

CREATE TABLE report_version (
    version_id       BIGINT PRIMARY KEY,
    version_key      VARCHAR NOT NULL,        -- hash of document, place in it, parser and rules version, settled identity
    report_id        BIGINT NOT NULL,         -- hash of agency and year; of the document where unsettled
    agency_id        BIGINT,                  -- NULL while unsettled
    agency_name      VARCHAR,                 -- as read, also while unsettled
    region_code      VARCHAR,
    year             SMALLINT,
    period_start     DATE,
    period_end       DATE,
    scope_disclosure scope NOT NULL,
    scope_request    scope NOT NULL,
    scope_appeal     scope NOT NULL,
    form_disclosure  VARCHAR,
    form_request     VARCHAR,
    form_appeal      VARCHAR,
    title            VARCHAR,
    document_id      BIGINT NOT NULL,
    ordinal          SMALLINT NOT NULL,       -- which report of the document, from 1
    published_on     DATE,
    is_correction    BOOLEAN NOT NULL,        -- titled 更正 or 修订
    cells_with_value SMALLINT NOT NULL,
    failed_sums      SMALLINT NOT NULL,
    recorded_at      TIMESTAMPTZ NOT NULL,
    cause            VARCHAR NOT NULL,        -- source, parser
    parser_version   VARCHAR NOT NULL,
    rules_version    VARCHAR NOT NULL,
    batch_id         BIGINT NOT NULL
);

CREATE TABLE withdrawal (
    version_id  BIGINT NOT NULL,
    who         VARCHAR NOT NULL,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE cell (
    version_id   BIGINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    value        DECIMAL(18, 6), -- NULL unless state is reported or inferred
    state        cell_state NOT NULL,
    raw          VARCHAR,        -- as printed, where it differs from the value
    page         SMALLINT,
    grid         SMALLINT,
    place_row    INTEGER,        -- the line in a text
    place_column SMALLINT        -- NULL in a text
);

CREATE TABLE extra (
    version_id BIGINT NOT NULL,
    subject    subject NOT NULL,
    label      VARCHAR NOT NULL,
    raw        VARCHAR NOT NULL,
    page       SMALLINT,
    grid       SMALLINT,
    place_row  INTEGER
);

CREATE TABLE narrative (
    version_id BIGINT NOT NULL,
    section    VARCHAR NOT NULL,
    text       VARCHAR NOT NULL
);

CREATE TABLE evidence (
    version_id BIGINT NOT NULL,
    field      VARCHAR NOT NULL,
    value      VARCHAR NOT NULL,
    source     VARCHAR NOT NULL,
    quote      VARCHAR
);

CREATE TABLE adjustment (
    report_id       BIGINT NOT NULL,
    indicator_id    SMALLINT NOT NULL,
    published_value DECIMAL(18, 6), -- the value it corrects; it lapses when this changes
    value           DECIMAL(18, 6),
    who             VARCHAR NOT NULL,
    why             VARCHAR,
    recorded_at     TIMESTAMPTZ NOT NULL
);

CREATE TABLE finding (
    finding_id  VARCHAR NOT NULL, -- hash of report, rule, cells and values: the same after a re-run
    version_id  BIGINT NOT NULL,
    rule        VARCHAR NOT NULL,
    subject     subject,
    severity    severity NOT NULL,
    status      finding_status NOT NULL,
    left_value  DECIMAL(38, 6),
    right_value DECIMAL(38, 6),
    message_zh  VARCHAR NOT NULL,
    message_en  VARCHAR NOT NULL,
    cells       VARCHAR[] NOT NULL, -- indicator codes
    suggestion  VARCHAR             -- JSON
);

CREATE TABLE verdict (
    finding_id  VARCHAR NOT NULL,
    verdict     VARCHAR NOT NULL, -- accepted, dismissed, open
    who         VARCHAR NOT NULL,
    why         VARCHAR,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE run (
    run_id         BIGINT PRIMARY KEY,
    started_at     TIMESTAMPTZ NOT NULL,
    command        VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    rules_version  VARCHAR NOT NULL
);

CREATE TABLE batch (
    batch_id    BIGINT PRIMARY KEY,
    run_id      BIGINT NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    documents   INTEGER NOT NULL,
    reports     INTEGER NOT NULL,
    cells       BIGINT NOT NULL
);

CREATE TABLE release (
    release_id  VARCHAR PRIMARY KEY,
    year        SMALLINT NOT NULL,
    status      VARCHAR NOT NULL, -- provisional, final
    inputs      VARCHAR NOT NULL, -- hash of all that went in
    parser_version VARCHAR NOT NULL,
    rules_version  VARCHAR NOT NULL,
    reference_hash VARCHAR NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE release_total (
    release_id   VARCHAR NOT NULL,
    region_code  VARCHAR NOT NULL,
    year         SMALLINT NOT NULL,
    basis        VARCHAR NOT NULL,
    preferred    BOOLEAN NOT NULL,
    indicator_id SMALLINT NOT NULL,
    value        DECIMAL(38, 6),
    reports      INTEGER NOT NULL,
    expected     INTEGER NOT NULL,
    missing      INTEGER NOT NULL,
    flagged      INTEGER NOT NULL
);
