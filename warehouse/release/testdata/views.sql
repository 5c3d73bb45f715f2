-- What a release reads from the views of package queries, as tables that a test fills: 12 requests in 淮安市 in 2024, of two bodies.
CREATE TABLE region_indicator (region_code VARCHAR, year SMALLINT, basis VARCHAR, preferred BOOLEAN, indicator_id SMALLINT, value DECIMAL(38, 6),
                               reports INTEGER, expected INTEGER, missing INTEGER, flagged INTEGER,
                               expected_from VARCHAR, inferred INTEGER, adjusted INTEGER, ocr INTEGER, bound VARCHAR);
CREATE TABLE region_member (year SMALLINT, subject VARCHAR, region_code VARCHAR, is_published BOOLEAN, version_id BIGINT, level VARCHAR, origin_code VARCHAR,
                            through VARCHAR, agency_id BIGINT, weight_expected INTEGER, weight_reports INTEGER, bodies_through INTEGER,
                            expected INTEGER, missing_bodies INTEGER, expected_regions INTEGER, missing_regions INTEGER,
                            built_reports INTEGER, expected_from VARCHAR, has_published BOOLEAN, has_built BOOLEAN, prefers_published BOOLEAN);
CREATE TABLE rate (year SMALLINT, region_code VARCHAR, rate DOUBLE);
CREATE TABLE region_panel (year SMALLINT, region_code VARCHAR, received DECIMAL(38, 6));
CREATE TABLE coverage (year SMALLINT, region_code VARCHAR, share DOUBLE);
CREATE TABLE region_break (year SMALLINT, previous_year SMALLINT, region_code VARCHAR, breaks VARCHAR);
CREATE TABLE region_cell (year SMALLINT, region_code VARCHAR, cells BIGINT);
CREATE TABLE reconciliation_gap (year SMALLINT, region_code VARCHAR, expected_gap DECIMAL(38, 6));
CREATE TABLE system_member (year SMALLINT, system VARCHAR);
CREATE TABLE system_total (year SMALLINT, system VARCHAR);
INSERT INTO rate VALUES (2024, '320800', 0.1), (2023, '320800', 0.2);
INSERT INTO region_panel VALUES (2024, '320800', 12);
INSERT INTO coverage VALUES (2024, '320800', NULL);
INSERT INTO region_break VALUES (2024, 2023, '320800', 'coverage'), (2024, 2022, '320800', 'coverage');
CREATE TABLE report (version_id BIGINT, sha256 VARCHAR, agency_id BIGINT, agency VARCHAR, region_code VARCHAR, scope_disclosure scope,
                     scope_request scope, scope_appeal scope, published_on DATE, is_correction BOOLEAN, year SMALLINT);
CREATE TABLE open_finding (version_id BIGINT, finding_id VARCHAR);
CREATE TABLE cell_value (version_id BIGINT, indicator_id SMALLINT, subject VARCHAR, value DECIMAL(18, 6));
CREATE TABLE version_current (document_id BIGINT);
INSERT INTO version_current VALUES (1), (2);
CREATE TABLE revision_class AS
SELECT cause, class
FROM (VALUES ('membership', 'rule'), ('added', 'late'), ('corrected', 'restated'), ('republished', 'restated'), ('rendition', 'reread'),
             ('reread', 'reread'), ('unread', 'reread'), ('resettled', 'our_error'), ('removed', 'our_error'), ('counted', 'rule'),
             ('covered', 'rule')) AS named (cause, class);
CREATE VIEW installed_view_set AS SELECT 'these views' AS hash;

-- The readings that a test may choose from: the first two count, the others are another reading of 甲局 or a third body.
INSERT INTO report_version (version_id, version_key, report_id, scope_disclosure, scope_request, scope_appeal, document_id, ordinal, is_correction,
                            cells_with_value, failed_sums, recorded_at, cause, parser_version, rules_version, batch_id)
SELECT v, CAST(v AS VARCHAR), v, 'own', 'own', 'own', v, 1, FALSE, 1, 0, TIMESTAMPTZ '2025-01-01', 'source', CASE v WHEN 12 THEN '2' ELSE '1' END, '1', 1
FROM unnest([1, 2, 3, 11, 12]) AS t(v);
INSERT INTO cell_value SELECT v, 11, 'request', n FROM (VALUES (1, 5), (2, 7), (3, 4), (11, 6), (12, 6)) AS t(v, n);

INSERT INTO report VALUES
    (1, 'a', 1, '甲局', '320800', 'own', 'own', 'own', '2025-01-20', FALSE, 2024),
    (2, 'b', 2, '乙局', '320800', 'own', 'own', 'own', NULL, FALSE, 2024);
INSERT INTO region_member (year, subject, region_code, is_published, version_id, origin_code)
VALUES (2024, 'request', '320800', FALSE, 1, '320800'), (2024, 'request', '320800', FALSE, 2, '320800'),
       (2024, 'request', '320800', FALSE, NULL, '320800'), (2023, 'request', '320800', FALSE, NULL, '320800');
INSERT INTO region_indicator VALUES ('320800', 2024, 'built', TRUE, 11, 12, 2, 3, 1, 0, 'history', 1, 0, 0, 'lower'),
                                    ('320800', 2024, 'published', FALSE, 11, NULL, 0, 1, 1, 0, 'history', 0, 0, 0, 'lower'),
                                    ('320800', 2023, 'built', TRUE, 11, 9, 2, 2, 0, 0, 'history', 0, 0, 0, 'exact');
