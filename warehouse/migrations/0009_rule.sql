-- What severity and status a finding of each rule has, from config/rules: severity and status of the rules between reports stand
-- nowhere else. Filled by the program as the other reference tables are.
CREATE TABLE rule (
    rule          VARCHAR NOT NULL,
    level         VARCHAR NOT NULL,
    severity      severity NOT NULL,
    status        finding_status NOT NULL,
    least_numbers INTEGER -- with fewer different numbers in the table that a finding is about it is for information only
);

-- One row for each table of the versions that stand in subtotal_version, as view digest_computed makes them: by it two tables are
-- known to be the same without reading their cells. Stored and dropped together with cell_subtotal, which the first views that know
-- this table do before they are read.
CREATE TABLE table_digest (
    version_id    BIGINT NOT NULL,
    subject       subject NOT NULL,
    filled        INTEGER NOT NULL, -- cells that are not zero
    numbers       INTEGER NOT NULL, -- different numbers among them
    flow_numbers  INTEGER NOT NULL, -- different numbers among those that are not stocks
    cells_digest  UUID NOT NULL,    -- of all cells, values and what stands in place of one
    filled_digest UUID              -- of the cells that are not zero; NULL where there is none
);
