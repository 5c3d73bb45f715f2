-- The subtotals of the versions that stand in subtotal_version, as view subtotal_computed makes them. They depend on the cells of one
-- version, which never change, and on indicator_part: with new parts both tables are emptied. What is not stored is computed when
-- it is read, so that a number is the same with these tables as without.
CREATE TABLE cell_subtotal (
    version_id   BIGINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    value        DECIMAL(18, 6), -- NULL unless state is reported or inferred
    state        cell_state NOT NULL
);

CREATE TABLE subtotal_version (
    version_id BIGINT NOT NULL -- all its subtotals are in cell_subtotal
);
