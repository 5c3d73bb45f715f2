-- Grain: one row for each agency, subject and two years, the earlier as previous_year, in both of which it has a table.
-- Sources: report_subject, law_change, boundary_change.
-- Meaning: for which causes, beside the forms (form_change says that of each indicator), the two tables of one body do not
--   simply compare: law and boundary as in region_break; scope where they count other bodies, as far as is known (an unknown
--   scope does not speak against it). breaks has the causes in the order of region_break.
-- Additive over: nothing. Excluded: reports whose region does not exist in the year. Null rule: breaks is NULL where there is none.
CREATE OR REPLACE VIEW agency_break AS
WITH pair AS (
  SELECT n.subject, n.year, p.year AS previous_year, n.agency_id, n.region_code, p.form AS previous_form, n.form,
         n.scope <> p.scope AND n.scope <> 'unknown' AND p.scope <> 'unknown' AS is_scope
  FROM report_subject n
  JOIN report_subject p ON p.agency_id = n.agency_id AND p.subject = n.subject AND p.year < n.year
),
ruled AS (
  SELECT p.year, p.previous_year, max(w.year) AS changed_in
  FROM (SELECT DISTINCT year, previous_year FROM pair) p
  JOIN law_change w ON w.year > p.previous_year AND w.year <= p.year
  GROUP BY p.year, p.previous_year
),
moved AS (
  SELECT p.region_code, p.year, p.previous_year, max(b.year) AS changed_in
  FROM (SELECT DISTINCT region_code, year, previous_year FROM pair) p
  JOIN boundary_change b ON b.region_code = p.region_code AND b.year > p.previous_year AND b.year <= p.year
  GROUP BY p.region_code, p.year, p.previous_year
),
judged AS (
  SELECT p.subject, p.year, p.previous_year, p.agency_id, p.region_code, p.previous_form, p.form, FALSE AS is_form,
         w.changed_in IS NOT NULL AS is_law, m.changed_in IS NOT NULL AS is_boundary, p.is_scope, FALSE AS is_basis, FALSE AS is_register,
         FALSE AS is_coverage
  FROM pair p
  LEFT JOIN ruled w ON w.year = p.year AND w.previous_year = p.previous_year
  LEFT JOIN moved m ON m.region_code = p.region_code AND m.year = p.year AND m.previous_year = p.previous_year
)
SELECT subject, year, previous_year, agency_id, region_code, previous_form, form, is_law, is_boundary, is_scope, {break_causes} AS breaks
FROM judged;
