-- What the exported relations look like, with getvariable('agencies') invented agencies in each of two years. The rows
-- are made in an order that is not that of the export.
CREATE TYPE cell_state AS ENUM ('reported', 'blank', 'placeholder', 'unreadable', 'absent', 'inferred');

CREATE TABLE year_list AS SELECT unnest([2024, 2023])::SMALLINT AS year;

CREATE TABLE report AS
SELECT
    year,
    n * 10 + year % 10 AS version_id,
    (320000 + 100 * (n % 13))::VARCHAR AS region_code,
    '机关' || n AS agency,
    'city' AS agency_level,
    'department' AS agency_kind,
    false AS is_vertical,
    '机关' || n || year || '年政府信息公开工作年度报告' AS title,
    NULL::DATE AS published_on,
    false AS is_correction,
    'own' AS scope_disclosure, 'own' AS scope_request, 'own' AS scope_appeal,
    '2021' AS form_disclosure, '2021' AS form_request, '2021' AS form_appeal,
    200::SMALLINT AS cells_with_value,
    0::SMALLINT AS failed_sums,
    1::BIGINT AS renditions,
    sha256(n::VARCHAR) AS sha256,
    '1' AS parser_version
FROM year_list, (SELECT (range * 7919) % getvariable('agencies')::BIGINT AS n FROM range(getvariable('agencies')::BIGINT));

CREATE TABLE request AS
SELECT
    r.year, r.region_code, r.agency, r.scope_request AS scope, r.form_request AS form,
    'outcome_' || (i // 6) AS outcome, 'applicant_' || (i % 6) AS applicant, '行' || (i // 6) AS label_zh,
    CASE WHEN hash(r.agency, i) % 10 > 0 THEN (hash(r.agency, r.year, i) % 4)::DECIMAL(18, 6) END AS value,
    (CASE WHEN hash(r.agency, i) % 10 > 0 THEN 'reported' ELSE 'blank' END)::cell_state AS state,
    '件' AS unit,
    i % 6 = 0 AS is_total
FROM report r, range(30) AS x(i);

CREATE TABLE disclosure AS
SELECT
    year, region_code, agency, scope, form, outcome AS item, applicant AS measure, label_zh, value, state, unit, is_total
FROM request
WHERE outcome = 'outcome_0' AND applicant = 'applicant_0';

CREATE TABLE appeal AS
SELECT
    year, region_code, agency, scope, form, outcome AS track, applicant AS result, label_zh, value, state, unit, is_total
FROM request
WHERE outcome = 'outcome_0' AND applicant = 'applicant_0';

CREATE TABLE region_request AS
SELECT
    year, '320000' AS region_code, '江苏省' AS region_name, 'built' AS basis, true AS preferred, outcome, applicant,
    max(label_zh) AS label_zh, sum(value) AS value, max(unit) AS unit, false AS is_total, 'exact' AS bound,
    count(value)::INTEGER AS reports, count(*)::INTEGER AS expected, 0 AS missing, 0 AS flagged,
    0 AS inferred, 0 AS adjusted, 0 AS ocr, 'history' AS expected_from
FROM request
WHERE outcome = 'outcome_1' AND applicant = 'applicant_1'
GROUP BY year, outcome, applicant;

CREATE VIEW region_disclosure AS
SELECT
    year, region_code, region_name, basis, preferred, outcome AS item, applicant AS measure, label_zh, value, unit, is_total,
    bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_request;

CREATE VIEW region_appeal AS
SELECT
    year, region_code, region_name, basis, preferred, outcome AS track, applicant AS result, label_zh, value, unit, is_total,
    bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_request;

CREATE TABLE indicator AS
SELECT
    row_number() OVER (ORDER BY subject, item, heading) AS indicator_id, subject || '.' || item || '.' || heading AS code,
    subject, item, heading, label_zh, 'a' AS label_en, '件' AS unit, 'flow' AS kind, false AS is_total
FROM (
    SELECT DISTINCT 'request' AS subject, outcome AS item, applicant AS heading, label_zh FROM request
    UNION ALL SELECT DISTINCT 'disclosure', item, measure, label_zh FROM disclosure
    UNION ALL SELECT DISTINCT 'appeal', track, result, label_zh FROM appeal
);

CREATE TABLE region AS
SELECT
    code, name, level, parent_code, 'division' AS kind, DATE '1949-10-01' AS valid_from, NULL::DATE AS valid_to,
    NULL::VARCHAR AS successor_code
FROM (VALUES ('320000', '江苏省', 'province', '000000'), ('000000', '中国', 'nation', NULL)) AS v(code, name, level, parent_code);

CREATE VIEW region_panel AS
SELECT
    year, region_code, region_name, level, 'lower_bound' AS status, value AS received, NULL::DECIMAL(38, 6) AS carried_in,
    NULL::DECIMAL(38, 6) AS accepted, NULL::DECIMAL(38, 6) AS granted, NULL::DECIMAL(38, 6) AS partly_granted,
    NULL::DECIMAL(38, 6) AS denied, NULL::DECIMAL(38, 6) AS unavailable, NULL::DECIMAL(38, 6) AS rejected,
    NULL::DECIMAL(38, 6) AS other, NULL::DECIMAL(38, 6) AS concluded, NULL::DECIMAL(38, 6) AS carried_out,
    NULL::DECIMAL(38, 6) AS received_natural_person, NULL::DECIMAL(38, 6) AS reconsideration_total,
    NULL::DECIMAL(38, 6) AS reconsideration_corrected, NULL::DECIMAL(38, 6) AS reconsideration_pending,
    NULL::DECIMAL(38, 6) AS litigation_total, NULL::DECIMAL(38, 6) AS litigation_corrected,
    NULL::DECIMAL(38, 6) AS normative_document_in_force, NULL::DECIMAL(38, 6) AS licence_decisions,
    NULL::DECIMAL(38, 6) AS penalty_decisions, NULL::DECIMAL(38, 6) AS coercion_decisions,
    NULL::DECIMAL(38, 6) AS fee_amount, '2021' AS form, false AS is_mixed_form, basis AS disclosure_basis,
    1 AS disclosure_expected, 1 AS disclosure_missing, 'lower' AS disclosure_bound, basis AS request_basis, 1 AS request_expected,
    1 AS request_missing, 'lower' AS request_bound, basis AS appeal_basis, 1 AS appeal_expected, 1 AS appeal_missing,
    NULL::VARCHAR AS appeal_bound,
    NULL::VARCHAR AS disclosure_breaks, 'coverage' AS request_breaks, NULL::VARCHAR AS appeal_breaks,
    4::BIGINT AS cells, 1::BIGINT AS inferred, 0::BIGINT AS adjusted, 0::BIGINT AS ocr,
    NULL::DOUBLE AS closure_rate, 0.25::DOUBLE AS open_rate, NULL::DOUBLE AS full_open_rate,
    NULL::DOUBLE AS denial_rate, NULL::DOUBLE AS unavailable_rate, NULL::DOUBLE AS rejection_rate,
    NULL::DOUBLE AS other_rate, NULL::DOUBLE AS natural_person_share, NULL::DOUBLE AS reconsideration_correction_rate
FROM region_request, (VALUES ('city'), ('province')) AS v(level);

CREATE VIEW system_request AS
SELECT
    year, '税务' AS system, region_code, region_name, 'province' AS level, basis, preferred, outcome, applicant, label_zh, value, unit,
    is_total, 'exact' AS bound, reports, expected, missing, flagged, inferred, adjusted, ocr, expected_from
FROM region_request;

CREATE VIEW system_disclosure AS
SELECT * RENAME (outcome AS item, applicant AS measure) FROM system_request;

CREATE VIEW system_appeal AS
SELECT * RENAME (outcome AS track, applicant AS result) FROM system_request;

CREATE VIEW per_100k AS
SELECT
    year, region_code, region_name, 'province' AS level, 'request' AS subject, 'request.' || outcome || '.' || applicant AS code,
    label_zh, value, unit, 'flow' AS kind, basis, 'exact' AS bound, reports, expected, missing, flagged, 84740000::BIGINT AS population,
    'resident' AS population_kind, year AS population_year, false AS is_interpolated, '统计年鉴' AS source, 0.5::DOUBLE AS per_100k
FROM region_request;

CREATE TABLE narrative AS
SELECT version_id, 'preamble' AS section, '请与' || agency || '联系，电话：0517-8350' || lpad((version_id % 10000)::VARCHAR, 4, '0') || '。' AS text
FROM report;

INSERT INTO narrative SELECT version_id, 'preamble', '第二段' FROM report;

CREATE VIEW report_finding AS
SELECT
    year, region_code, agency, 'request.balance' AS rule, 'request' AS subject, 'error' AS severity, 'fail' AS status,
    2::DECIMAL(38, 6) AS left_value, 2.5::DECIMAL(38, 6) AS right_value, '“电话：83505555”' AS message_zh, 'a' AS message_en,
    'request.received.total' AS cells, '[]' AS suggestion, NULL::VARCHAR AS verdict, 'f' || version_id AS finding_id, version_id
FROM report;

CREATE VIEW warehouse_finding AS
SELECT
    year, region_code, agency, 'year.outlier' AS rule, 'request' AS subject, 'warning' AS severity, 'fail' AS status,
    left_value, right_value, 'request.received.total' AS code, '甲' AS label_zh, agency AS other_agency,
    (year - 1)::SMALLINT AS other_year, finding_id
FROM report_finding
WHERE year = 2024;

CREATE VIEW as_of AS SELECT CAST('infinity' AS TIMESTAMPTZ) AS known_before;

CREATE TABLE release AS
SELECT
    '2023-1' AS release_id, 2023::SMALLINT AS year, 'final' AS status, 'x' AS inputs, '1' AS parser_version, '1' AS rules_version,
    'y' AS reference_hash, TIMESTAMPTZ '2024-05-01 00:00:00+08' AS recorded_at;

CREATE TABLE release_total AS
SELECT
    '2023-1' AS release_id, region_code, year, basis, preferred, 1::SMALLINT AS indicator_id, value, reports, expected, missing, flagged,
    inferred, adjusted, ocr, bound
FROM region_request
WHERE year = 2023;

COMMENT ON TABLE request IS '表三 依申请公开 | table 3, requests';

COMMENT ON COLUMN request.outcome IS '办理结果|行 | outcome, the row';

COMMENT ON COLUMN request.value IS '数值 | value';
