-- What a release holds beside its totals and rows, so that everything that is added up can be shown as it was frozen: all that
-- region_member says of its year, missing bodies included. The columns are NULL in releases made before.
ALTER TABLE release_member ALTER COLUMN version_id DROP NOT NULL; -- a body that was expected and gave no report
ALTER TABLE release_member ADD COLUMN level VARCHAR;
ALTER TABLE release_member ADD COLUMN origin_code VARCHAR;
ALTER TABLE release_member ADD COLUMN through VARCHAR;
ALTER TABLE release_member ADD COLUMN agency_id BIGINT;
ALTER TABLE release_member ADD COLUMN weight_expected BIGINT;
ALTER TABLE release_member ADD COLUMN weight_reports BIGINT;
ALTER TABLE release_member ADD COLUMN bodies_through INTEGER;
ALTER TABLE release_member ADD COLUMN expected INTEGER;
ALTER TABLE release_member ADD COLUMN missing_bodies INTEGER;
ALTER TABLE release_member ADD COLUMN expected_regions INTEGER;
ALTER TABLE release_member ADD COLUMN missing_regions INTEGER;
ALTER TABLE release_member ADD COLUMN built_reports INTEGER;
ALTER TABLE release_member ADD COLUMN expected_from VARCHAR;
ALTER TABLE release_member ADD COLUMN has_published BOOLEAN;
ALTER TABLE release_member ADD COLUMN has_built BOOLEAN;
ALTER TABLE release_member ADD COLUMN prefers_published BOOLEAN;

-- The preferred totals of the year before, as they were when the release was made: what its own year is compared with.
CREATE TABLE release_previous (
    release_id   VARCHAR NOT NULL,
    region_code  VARCHAR NOT NULL,
    year         SMALLINT NOT NULL,
    indicator_id SMALLINT NOT NULL,
    basis        VARCHAR NOT NULL, -- published, built
    value        DECIMAL(38, 6),   -- NULL where no member gave one
    bound        VARCHAR NOT NULL, -- exact, lower
    missing      INTEGER NOT NULL,
    flagged      INTEGER NOT NULL
);

-- Whether a total lacks a member, as the views said; in releases made before by the rule of then, which is the same.
ALTER TABLE release_total ADD COLUMN bound VARCHAR;
UPDATE release_total SET bound = CASE WHEN missing > 0 THEN 'lower' ELSE 'exact' END;

-- What a release shows as it was frozen: names of views, with a space between. What is not named was not frozen.
ALTER TABLE release ADD COLUMN held VARCHAR;
UPDATE release SET held = 'region_indicator';
UPDATE release SET held = 'region_indicator rate region_panel coverage' WHERE release_id IN (SELECT release_id FROM release_row);
