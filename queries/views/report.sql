-- Grain: one row for each agency and year: the version that counts on the as-of day.
-- Sources: version_current, agency_current.
-- Meaning: among the renditions of one report the first wins by: titled correction; later publication date (an unknown
--   date counts as the latest known one); more cells with a value; fewer failed sums; smaller sha256.
-- Excluded: unsettled reports (see unsettled_report), withdrawn ones.
-- Additive over: nothing by itself; what may be summed is decided in region_member.
-- Null rule: a form is NULL where the report lacks that table; published_on where it is unknown.
CREATE OR REPLACE VIEW report AS
WITH settled AS (
  SELECT version_id, report_id, document_id, sha256, ordinal, agency_id, region_code, year,
         scope_disclosure, scope_request, scope_appeal, form_disclosure, form_request, form_appeal,
         title, published_on, is_correction, cells_with_value, failed_sums, recorded_at, parser_version
  FROM version_current
  WHERE agency_id IS NOT NULL AND year IS NOT NULL AND region_code IS NOT NULL
),
latest AS (
  SELECT agency_id, year, is_correction, max(published_on) AS published_on
  FROM settled
  GROUP BY agency_id, year, is_correction
),
winner AS (
  SELECT s.agency_id, s.year, count(*) AS renditions,
         arg_min(s.version_id, ROW(NOT s.is_correction, DATE '9999-12-31' - coalesce(s.published_on, l.published_on),
                                   -s.cells_with_value, s.failed_sums, s.sha256, s.ordinal, s.version_id)) AS version_id
  FROM settled s
  JOIN latest l ON l.agency_id = s.agency_id AND l.year = s.year AND l.is_correction = s.is_correction
  GROUP BY s.agency_id, s.year
)
SELECT r.report_id, r.agency_id, a.name AS agency, a.level AS agency_level, a.kind AS agency_kind,
       a.system IS NOT NULL OR a.kind IS NOT DISTINCT FROM 'vertical' AS is_vertical,
       r.region_code, r.year, r.version_id, r.document_id, r.sha256, r.title, r.published_on, r.is_correction,
       r.scope_disclosure, r.scope_request, r.scope_appeal, r.form_disclosure, r.form_request, r.form_appeal,
       r.cells_with_value, r.failed_sums, w.renditions, r.recorded_at, r.parser_version
FROM settled r
JOIN winner w ON w.version_id = r.version_id
LEFT JOIN agency_current a ON a.agency_id = r.agency_id;
