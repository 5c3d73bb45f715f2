-- Grain: one row for each region, subject and two years, the earlier as previous_year, whose preferred totals both rest on a report.
-- Sources: region_ground, form_change, law_change, boundary_change, indicator.
-- Meaning: whether the totals of the two years stand on the same ground, cause by cause:
--   form      some indicator of the subject does not fully compare between the forms of the two (of each indicator: year_comparison)
--   law       another law came into force meanwhile        boundary  the land under the code changed meanwhile
--   scope     the same members count other bodies than before (本级 in place of a body, or the other way)
--   basis     one total was published, the other is built from below
--   register  both are built, one with a register that says who is expected, the other without
--   coverage  a built total misses a body in one of the two years, or both are built from the reports of different bodies
--   breaks has the causes in this order, with a space between.
-- Additive over: nothing. Excluded: years without any report. Null rule: breaks is NULL where there is none; no NULLs else.
CREATE OR REPLACE VIEW region_break AS
WITH ground AS (
  SELECT subject, year, region_code, prefers_published, expected_from, missing, first_form, last_form, members, members_key,
         scopes_key, has_level
  FROM region_ground
),
pair AS (
  SELECT n.subject, n.year, p.year AS previous_year, n.region_code,
         CASE WHEN p.first_form < n.first_form THEN p.first_form ELSE n.first_form END AS first_form,
         CASE WHEN p.last_form > n.last_form THEN p.last_form ELSE n.last_form END AS last_form,
         NOT n.prefers_published AND NOT p.prefers_published
           AND (n.has_level <> p.has_level OR (n.members_key = p.members_key AND n.scopes_key <> p.scopes_key)) AS is_scope,
         n.prefers_published <> p.prefers_published AS is_basis,
         NOT n.prefers_published AND NOT p.prefers_published AND n.expected_from <> p.expected_from AS is_register,
         n.missing > 0 OR p.missing > 0
           OR (NOT n.prefers_published AND NOT p.prefers_published AND (n.members <> p.members OR n.members_key <> p.members_key))
           AS is_coverage
  FROM ground n
  JOIN ground p ON p.subject = n.subject AND p.region_code = n.region_code AND p.year < n.year
),
formed AS (
  SELECT DISTINCT i.subject, c.from_form, c.to_form
  FROM form_change c
  JOIN indicator i ON i.code = c.code
  WHERE c.comparable <> 'yes'
),
moved AS (
  SELECT p.region_code, p.year, p.previous_year, max(b.year) AS changed_in
  FROM (SELECT DISTINCT region_code, year, previous_year FROM pair) p
  JOIN boundary_change b ON b.region_code = p.region_code AND b.year > p.previous_year AND b.year <= p.year
  GROUP BY p.region_code, p.year, p.previous_year
),
ruled AS (
  SELECT p.year, p.previous_year, max(w.year) AS changed_in
  FROM (SELECT DISTINCT year, previous_year FROM pair) p
  JOIN law_change w ON w.year > p.previous_year AND w.year <= p.year
  GROUP BY p.year, p.previous_year
),
judged AS (
  SELECT p.subject, p.year, p.previous_year, p.region_code, p.first_form, p.last_form, f.from_form IS NOT NULL AS is_form,
         w.changed_in IS NOT NULL AS is_law, m.changed_in IS NOT NULL AS is_boundary, p.is_scope, p.is_basis, p.is_register, p.is_coverage
  FROM pair p
  LEFT JOIN formed f ON f.subject = p.subject AND f.from_form = p.first_form AND f.to_form = p.last_form
  LEFT JOIN ruled w ON w.year = p.year AND w.previous_year = p.previous_year
  LEFT JOIN moved m ON m.region_code = p.region_code AND m.year = p.year AND m.previous_year = p.previous_year
)
SELECT subject, year, previous_year, region_code, first_form, last_form, is_form, is_law, is_boundary, is_scope, is_basis, is_register,
       is_coverage, {break_causes} AS breaks
FROM judged;
