-- Grain: one row for each agency, year and indicator of table 三.
-- Sources: report, cell_value, indicator.
-- Meaning: every cell of the version that counts, absent ones too, subtotals computed for every form.
-- Additive over: nothing as it stands. Area reports contain the own reports beside them and totals contain their parts:
--   take sums from region_request.
-- Excluded: unsettled and withdrawn reports. Null rule: value is NULL unless state is reported or inferred (or the cell
--   was adjusted); blank is not zero.
CREATE OR REPLACE VIEW request AS
SELECT r.year, r.region_code, r.agency, r.scope_request AS scope, r.form_request AS form,
       i.item AS outcome, i.heading AS applicant, i.label_zh, {whole} AS value, c.state, i.unit, i.is_total,
       r.agency_id, r.version_id, i.indicator_id
FROM report r
JOIN cell_value c ON c.version_id = r.version_id
JOIN indicator i ON i.indicator_id = c.indicator_id
WHERE i.subject = 'request';
