-- The temporary tables that take a batch before it is merged. slot is the place in the batch, from 0; it decides the
-- order of the ids, so that they do not depend on anything else.
CREATE OR REPLACE TEMP TABLE staged_document (
    slot           INTEGER,
    sha256         VARCHAR,
    media_type     VARCHAR,
    bytes          BIGINT,
    source         VARCHAR,
    fetched_at     TIMESTAMPTZ,
    reason         VARCHAR,
    message        VARCHAR,
    parser_version VARCHAR,
    rules_version  VARCHAR
);

CREATE OR REPLACE TEMP TABLE staged_path (
    slot        INTEGER,
    path        VARCHAR,
    size        BIGINT,
    modified_at TIMESTAMP_NS,
    sha256      VARCHAR
);

CREATE OR REPLACE TEMP TABLE staged_agency (
    slot        INTEGER,
    agency_id   BIGINT,
    name        VARCHAR,
    region_code VARCHAR,
    level       VARCHAR,
    kind        VARCHAR,
    system      VARCHAR
);

CREATE OR REPLACE TEMP TABLE staged_version (
    slot             INTEGER,
    version_key      VARCHAR,
    report_id        BIGINT,
    agency_id        BIGINT,
    agency_name      VARCHAR,
    region_code      VARCHAR,
    year             SMALLINT,
    period_start     DATE,
    period_end       DATE,
    scope_disclosure VARCHAR,
    scope_request    VARCHAR,
    scope_appeal     VARCHAR,
    form_disclosure  VARCHAR,
    form_request     VARCHAR,
    form_appeal      VARCHAR,
    title            VARCHAR,
    sha256           VARCHAR,
    ordinal          SMALLINT,
    published_on     DATE,
    is_correction    BOOLEAN,
    is_part_of_year  BOOLEAN,
    cells_with_value SMALLINT,
    failed_sums      SMALLINT
);

CREATE OR REPLACE TEMP TABLE staged_finding (
    finding_id  VARCHAR,
    version_id  BIGINT,
    rule        VARCHAR,
    subject     VARCHAR,
    severity    VARCHAR,
    status      VARCHAR,
    left_value  VARCHAR,
    right_value VARCHAR,
    message_zh  VARCHAR,
    message_en  VARCHAR,
    cells       VARCHAR[],
    suggestion  VARCHAR
);
