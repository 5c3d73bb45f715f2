-- The reference data of the program, to be compared with what the warehouse has. Columns as in the schema.
CREATE OR REPLACE TEMP TABLE staged_region (
    code           VARCHAR,
    name           VARCHAR,
    level          VARCHAR,
    parent_code    VARCHAR,
    kind           VARCHAR,
    valid_from     DATE,
    valid_to       DATE,
    successor_code VARCHAR
);

CREATE OR REPLACE TEMP TABLE staged_indicator (
    indicator_id SMALLINT,
    code         VARCHAR,
    subject      subject,
    item         VARCHAR,
    heading      VARCHAR,
    label_zh     VARCHAR,
    label_en     VARCHAR,
    unit         VARCHAR,
    kind         VARCHAR,
    is_total     BOOLEAN
);

CREATE OR REPLACE TEMP TABLE staged_indicator_form (
    form         VARCHAR,
    indicator_id SMALLINT,
    position     SMALLINT,
    role         VARCHAR,
    label_zh     VARCHAR
);

CREATE OR REPLACE TEMP TABLE staged_indicator_part (
    total_id SMALLINT,
    part_id  SMALLINT
);

CREATE OR REPLACE TEMP TABLE staged_series_break (
    from_form  VARCHAR,
    from_code  VARCHAR,
    to_form    VARCHAR,
    to_code    VARCHAR,
    relation   VARCHAR,
    comparable VARCHAR,
    note       VARCHAR
);

CREATE OR REPLACE TEMP TABLE staged_rule (
    rule          VARCHAR,
    level         VARCHAR,
    severity      severity,
    status        finding_status,
    least_numbers INTEGER
);

CREATE OR REPLACE TEMP TABLE staged_legal_deadline (
    purpose   VARCHAR,
    level     VARCHAR,
    body      VARCHAR,
    month     SMALLINT,
    day       SMALLINT,
    from_year SMALLINT,
    to_year   SMALLINT,
    source    VARCHAR
);
