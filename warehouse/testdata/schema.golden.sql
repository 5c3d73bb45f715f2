TYPE cell_state [reported, blank, placeholder, unreadable, absent, inferred]
TYPE finding_status [fail, uncertain, not_assessable]
TYPE scope [own, level, area, system, unknown]
TYPE severity [info, warning, error]
TYPE subject [disclosure, request, appeal]
CREATE TABLE adjustment(
    report_id BIGINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    published_value DECIMAL(18,6),
    "value" DECIMAL(18,6),
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE agency(
    agency_id BIGINT PRIMARY KEY,
    "name" VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    "system" VARCHAR,
    valid_from DATE,
    valid_to DATE,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE agency_alias(
    agency_id BIGINT NOT NULL,
    alias VARCHAR NOT NULL,
    who VARCHAR,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE agency_change(
    agency_id BIGINT NOT NULL,
    "name" VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    "system" VARCHAR,
    valid_from DATE,
    valid_to DATE,
    since DATE,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE agency_register(
    agency_id BIGINT NOT NULL,
    "year" SMALLINT NOT NULL,
    status VARCHAR NOT NULL,
    contact VARCHAR,
    who VARCHAR,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    receipts BOOLEAN);
CREATE TABLE agency_successor(
    agency_id BIGINT NOT NULL,
    successor_id BIGINT NOT NULL,
    since DATE NOT NULL,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE batch(
    batch_id BIGINT PRIMARY KEY,
    run_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    documents INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    cells BIGINT NOT NULL);
CREATE TABLE cell(
    version_id BIGINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    "value" DECIMAL(18,6),
    state ENUM('reported',
    'blank',
    'placeholder',
    'unreadable',
    'absent',
    'inferred') NOT NULL,
    raw VARCHAR,
    page SMALLINT,
    grid SMALLINT,
    place_row INTEGER,
    place_column SMALLINT);
CREATE TABLE cell_subtotal(
    version_id BIGINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    "value" DECIMAL(18,6),
    state ENUM('reported',
    'blank',
    'placeholder',
    'unreadable',
    'absent',
    'inferred') NOT NULL);
CREATE TABLE deadline(
    purpose VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    region_code VARCHAR,
    "month" SMALLINT,
    "day" SMALLINT,
    from_year SMALLINT NOT NULL,
    to_year SMALLINT,
    "source" VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE denominator(
    region_code VARCHAR NOT NULL,
    "year" SMALLINT NOT NULL,
    kind VARCHAR NOT NULL,
    "value" BIGINT NOT NULL,
    "source" VARCHAR NOT NULL,
    is_interpolated BOOLEAN NOT NULL,
    who VARCHAR NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE "document"(
    document_id BIGINT PRIMARY KEY,
    sha256 VARCHAR NOT NULL UNIQUE,
    media_type VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    "source" VARCHAR,
    fetched_at TIMESTAMP WITH TIME ZONE,
    reason VARCHAR,
    message VARCHAR,
    parser_version VARCHAR NOT NULL,
    batch_id BIGINT NOT NULL);
CREATE TABLE document_path(
    path VARCHAR NOT NULL,
    size BIGINT NOT NULL,
    modified_at TIMESTAMP_NS NOT NULL,
    sha256 VARCHAR NOT NULL,
    batch_id BIGINT NOT NULL);
CREATE TABLE evidence(
    version_id BIGINT NOT NULL,
    field VARCHAR NOT NULL,
    "value" VARCHAR NOT NULL,
    "source" VARCHAR NOT NULL,
    "quote" VARCHAR);
CREATE TABLE extra(
    version_id BIGINT NOT NULL,
    subject ENUM('disclosure',
    'request',
    'appeal') NOT NULL,
    "label" VARCHAR NOT NULL,
    raw VARCHAR NOT NULL,
    page SMALLINT,
    grid SMALLINT,
    place_row INTEGER);
CREATE TABLE finding(
    finding_id VARCHAR NOT NULL,
    version_id BIGINT NOT NULL,
    "rule" VARCHAR NOT NULL,
    subject ENUM('disclosure',
    'request',
    'appeal'),
    severity ENUM('info',
    'warning',
    'error') NOT NULL,
    status ENUM('fail',
    'uncertain',
    'not_assessable') NOT NULL,
    left_value DECIMAL(38,6),
    right_value DECIMAL(38,6),
    message_zh VARCHAR NOT NULL,
    message_en VARCHAR NOT NULL,
    cells VARCHAR[] NOT NULL,
    suggestion VARCHAR);
CREATE TABLE indicator(
    indicator_id SMALLINT PRIMARY KEY,
    code VARCHAR NOT NULL UNIQUE,
    subject ENUM('disclosure',
    'request',
    'appeal') NOT NULL,
    item VARCHAR NOT NULL,
    heading VARCHAR NOT NULL,
    label_zh VARCHAR NOT NULL,
    label_en VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    is_total BOOLEAN NOT NULL);
CREATE TABLE indicator_form(
    form VARCHAR NOT NULL,
    indicator_id SMALLINT NOT NULL,
    "position" SMALLINT NOT NULL,
    "role" VARCHAR NOT NULL,
    label_zh VARCHAR NOT NULL);
CREATE TABLE indicator_part(
    total_id SMALLINT NOT NULL,
    part_id SMALLINT NOT NULL);
CREATE TABLE judgement(
    document_id BIGINT NOT NULL,
    reason VARCHAR,
    message VARCHAR,
    parser_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    batch_id BIGINT NOT NULL);
CREATE TABLE legal_deadline(
    purpose VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    body VARCHAR NOT NULL,
    "month" SMALLINT NOT NULL,
    "day" SMALLINT NOT NULL,
    from_year SMALLINT NOT NULL,
    to_year SMALLINT,
    "source" VARCHAR NOT NULL);
CREATE TABLE looked_at(
    agency_id BIGINT,
    region_code VARCHAR NOT NULL,
    "year" SMALLINT NOT NULL,
    address VARCHAR NOT NULL,
    looked_on DATE NOT NULL,
    is_withdrawn BOOLEAN NOT NULL,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE narrative(
    version_id BIGINT NOT NULL,
    section VARCHAR NOT NULL,
    "text" VARCHAR NOT NULL);
CREATE TABLE override(
    sha256 VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    "value" VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ordinal SMALLINT);
CREATE TABLE region(
    code VARCHAR NOT NULL,
    "name" VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    parent_code VARCHAR,
    kind VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    successor_code VARCHAR);
CREATE TABLE "release"(
    release_id VARCHAR PRIMARY KEY,
    "year" SMALLINT NOT NULL,
    status VARCHAR NOT NULL,
    inputs VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    reference_hash VARCHAR NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    totals VARCHAR,
    "views" VARCHAR,
    "program" VARCHAR,
    known_before TIMESTAMP WITH TIME ZONE,
    reports INTEGER,
    held VARCHAR);
CREATE TABLE release_input(
    release_id VARCHAR NOT NULL,
    version_id BIGINT NOT NULL,
    sha256 VARCHAR NOT NULL,
    ordinal SMALLINT NOT NULL,
    agency_id BIGINT NOT NULL,
    agency VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    scope_disclosure ENUM('own',
    'level',
    'area',
    'system',
    'unknown') NOT NULL,
    scope_request ENUM('own',
    'level',
    'area',
    'system',
    'unknown') NOT NULL,
    scope_appeal ENUM('own',
    'level',
    'area',
    'system',
    'unknown') NOT NULL,
    published_on DATE,
    is_correction BOOLEAN NOT NULL,
    parser_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    cells VARCHAR NOT NULL,
    open_errors VARCHAR NOT NULL);
CREATE TABLE release_member(
    release_id VARCHAR NOT NULL,
    subject ENUM('disclosure',
    'request',
    'appeal') NOT NULL,
    region_code VARCHAR NOT NULL,
    is_published BOOLEAN NOT NULL,
    version_id BIGINT,
    "level" VARCHAR,
    origin_code VARCHAR,
    through VARCHAR,
    agency_id BIGINT,
    weight_expected BIGINT,
    weight_reports BIGINT,
    bodies_through INTEGER,
    expected INTEGER,
    missing_bodies INTEGER,
    expected_regions INTEGER,
    missing_regions INTEGER,
    built_reports INTEGER,
    expected_from VARCHAR,
    has_published BOOLEAN,
    has_built BOOLEAN,
    prefers_published BOOLEAN);
CREATE TABLE release_previous(
    release_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    "year" SMALLINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    basis VARCHAR NOT NULL,
    "value" DECIMAL(38,6),
    bound VARCHAR NOT NULL,
    missing INTEGER NOT NULL,
    flagged INTEGER NOT NULL);
CREATE TABLE release_row(
    release_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    "content" VARCHAR NOT NULL);
CREATE TABLE release_total(
    release_id VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    "year" SMALLINT NOT NULL,
    basis VARCHAR NOT NULL,
    preferred BOOLEAN NOT NULL,
    indicator_id SMALLINT NOT NULL,
    "value" DECIMAL(38,6),
    reports INTEGER NOT NULL,
    expected INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    flagged INTEGER NOT NULL,
    expected_from VARCHAR,
    inferred INTEGER,
    adjusted INTEGER,
    ocr INTEGER,
    bound VARCHAR);
CREATE TABLE report_version(
    version_id BIGINT PRIMARY KEY,
    version_key VARCHAR NOT NULL,
    report_id BIGINT NOT NULL,
    agency_id BIGINT,
    agency_name VARCHAR,
    region_code VARCHAR,
    "year" SMALLINT,
    period_start DATE,
    period_end DATE,
    scope_disclosure ENUM('own',
    'level',
    'area',
    'system',
    'unknown') NOT NULL,
    scope_request ENUM('own',
    'level',
    'area',
    'system',
    'unknown') NOT NULL,
    scope_appeal ENUM('own',
    'level',
    'area',
    'system',
    'unknown') NOT NULL,
    form_disclosure VARCHAR,
    form_request VARCHAR,
    form_appeal VARCHAR,
    title VARCHAR,
    document_id BIGINT NOT NULL,
    ordinal SMALLINT NOT NULL,
    published_on DATE,
    is_correction BOOLEAN NOT NULL,
    cells_with_value SMALLINT NOT NULL,
    failed_sums SMALLINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    cause VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL,
    batch_id BIGINT NOT NULL,
    is_part_of_year BOOLEAN);
CREATE TABLE "rule"(
    "rule" VARCHAR NOT NULL,
    "level" VARCHAR NOT NULL,
    severity ENUM('info',
    'warning',
    'error') NOT NULL,
    status ENUM('fail',
    'uncertain',
    'not_assessable') NOT NULL,
    least_numbers INTEGER);
CREATE TABLE run(
    run_id BIGINT PRIMARY KEY,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    command VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    rules_version VARCHAR NOT NULL);
CREATE TABLE scheduled_run(
    event_id BIGINT PRIMARY KEY,
    job VARCHAR NOT NULL,
    scheduled_for TIMESTAMP WITH TIME ZONE NOT NULL,
    attempt SMALLINT NOT NULL,
    step VARCHAR,
    status VARCHAR NOT NULL,
    message VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE schema_migration(
    "version" INTEGER PRIMARY KEY,
    "name" VARCHAR NOT NULL,
    checksum VARCHAR NOT NULL,
    applied_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE series_break(
    from_form VARCHAR NOT NULL,
    from_code VARCHAR,
    to_form VARCHAR NOT NULL,
    to_code VARCHAR,
    relation VARCHAR NOT NULL,
    comparable VARCHAR NOT NULL,
    note VARCHAR);
CREATE TABLE stored_answer(
    answer VARCHAR NOT NULL);
CREATE TABLE subtotal_version(
    version_id BIGINT NOT NULL);
CREATE TABLE table_digest(
    version_id BIGINT NOT NULL,
    subject ENUM('disclosure',
    'request',
    'appeal') NOT NULL,
    filled INTEGER NOT NULL,
    numbers INTEGER NOT NULL,
    flow_numbers INTEGER NOT NULL,
    cells_digest UUID NOT NULL,
    filled_digest UUID);
CREATE TABLE verdict(
    finding_id VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL);
CREATE TABLE withdrawal(
    version_id BIGINT,
    who VARCHAR NOT NULL,
    why VARCHAR,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    batch_id BIGINT,
    is_withdrawn BOOLEAN DEFAULT(CAST('t' AS BOOLEAN)));
