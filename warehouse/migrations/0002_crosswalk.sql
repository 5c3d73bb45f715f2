-- How an indicator of one form compares with one of the next, from config/forms/crosswalk.csv: where a series breaks.
-- A reference table, filled from config like indicator.
CREATE TABLE series_break (
    from_form  VARCHAR NOT NULL,
    from_code  VARCHAR,          -- NULL where the earlier form has nothing to compare with
    to_form    VARCHAR NOT NULL,
    to_code    VARCHAR,          -- NULL where the later form dropped it
    relation   VARCHAR NOT NULL, -- exact, near, different, none
    comparable VARCHAR NOT NULL, -- yes, with_care, no
    note       VARCHAR
);
