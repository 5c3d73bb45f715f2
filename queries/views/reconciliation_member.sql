-- Grain: one row for each indicator of reconciliation and member of the built total, those that gave nothing included.
-- Sources: reconciliation, region_member, region_year, report, agency_current, cell_value.
-- Meaning: what the built total is made of, so that a difference can be traced: kind says area, level or body (what the report
--   is), or missing. member_code is the region that the member is of, through the child region without an area report
--   that it comes through. status: given (has a value), blank (reported without one), missing (no report).
-- Additive over: the members of one region, year and indicator: their values add up to built.
-- Excluded: see region_member. Null rule: value is NULL for blank and missing; agency where nobody knows which is missing.
CREATE OR REPLACE VIEW reconciliation_member AS
SELECT q.year, q.region_code, q.region_name, q.level, q.subject, q.item, q.heading, q.label_zh,
       CASE WHEN m.version_id IS NULL THEN 'missing' ELSE s.kind END AS kind,
       m.origin_code AS member_code, o.region_name AS member_name, m.through, a.name AS agency, c.value, c.state,
       CASE WHEN m.version_id IS NULL THEN 'missing' WHEN c.value IS NULL THEN 'blank' ELSE 'given' END AS status,
       q.unit, q.published, q.built, q.difference, m.weight_expected, m.version_id, q.indicator_id
FROM reconciliation q
JOIN region_member m ON m.subject = q.subject AND m.year = q.year AND m.region_code = q.region_code AND NOT m.is_published
JOIN region_year o ON o.year = m.year AND o.region_code = m.origin_code
LEFT JOIN (
  SELECT subject, version_id, agency_id, role AS kind FROM report_subject
) s ON s.version_id = m.version_id AND s.subject = m.subject
LEFT JOIN agency_current a ON a.agency_id = CASE WHEN m.version_id IS NULL THEN m.agency_id ELSE s.agency_id END
LEFT JOIN cell_value c ON c.version_id = m.version_id AND c.indicator_id = q.indicator_id;
