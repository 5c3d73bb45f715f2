-- What the exported relations look like, with getvariable('agencies') invented agencies in each of two years. The rows
-- are made in an order that is not that of the export.
CREATE TYPE cell_state AS ENUM ('reported', 'blank', 'placeholder', 'unreadable', 'absent', 'inferred');

CREATE TABLE year_list AS SELECT unnest([2024, 2023])::SMALLINT AS year;

CREATE TABLE report AS
SELECT
    year,
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
    1 AS renditions,
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
    max(label_zh) AS label_zh, sum(value) AS value, max(unit) AS unit, false AS is_total,
    count(value) AS reports, count(*) AS expected, 0 AS missing, 0 AS flagged, 'history' AS expected_from
FROM request
WHERE outcome = 'outcome_1' AND applicant = 'applicant_1'
GROUP BY year, outcome, applicant;

CREATE VIEW region_disclosure AS
SELECT
    year, region_code, region_name, basis, preferred, outcome AS item, applicant AS measure, label_zh, value, unit, is_total,
    reports, expected, missing, flagged, expected_from
FROM region_request;

CREATE VIEW region_appeal AS
SELECT
    year, region_code, region_name, basis, preferred, outcome AS track, applicant AS result, label_zh, value, unit, is_total,
    reports, expected, missing, flagged, expected_from
FROM region_request;

CREATE TABLE indicator AS
SELECT
    row_number() OVER (ORDER BY subject, item, heading) AS indicator_id, subject || '.' || item || '.' || heading AS code,
    subject, item, heading, '甲' AS label_zh, 'a' AS label_en, '件' AS unit, 'flow' AS kind, false AS is_total
FROM (
    SELECT DISTINCT 'request' AS subject, outcome AS item, applicant AS heading FROM request
    UNION ALL SELECT DISTINCT 'disclosure', item, measure FROM disclosure
    UNION ALL SELECT DISTINCT 'appeal', track, result FROM appeal
);

CREATE TABLE region AS
SELECT
    code, name, level, parent_code, 'division' AS kind, DATE '1949-10-01' AS valid_from, NULL::DATE AS valid_to,
    NULL::VARCHAR AS successor_code
FROM (VALUES ('320000', '江苏省', 'province', '000000'), ('000000', '中国', 'nation', NULL)) AS v(code, name, level, parent_code);
