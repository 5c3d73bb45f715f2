-- Grain: one row for each region, two years and indicator, on the preferred basis, where the region has a report of the subject in both:
--   the later year's indicators, as year, beside the earlier, as previous_year.
-- Sources: preferred_total, region_break, form_change.
-- Meaning: the value beside that of the earlier year. Where the two years do not rest on one and the same form, `comparable` is
--   what the crosswalk says of the indicator (yes, with_care, no). previous_code is the indicator compared with: another one
--   where the crosswalk names a near one of the older form. breaks has all causes for which the two do not simply compare, in the order of
--   region_break, and is_break says whether there is any: form for this indicator alone, coverage also where a member of a
--   built total left it blank. basis, bound and missing of both years stand beside it.
-- Additive over: disjoint regions, for value, previous_value and difference; never for ratio.
-- Excluded: indicators that no report of the later year prints. Null rule: difference is NULL where either value is, ratio also
--   where the previous value is 0, both where the two do not compare (comparable no; cause basis or coverage): a change would
--   say more about who reported than about what they reported. breaks is NULL where there is none.
CREATE OR REPLACE VIEW year_comparison AS
WITH laid AS (
  SELECT n.subject, n.year, b.previous_year, n.region_code, n.region_name, n.level, n.item, n.heading, n.code, n.label_zh, n.unit,
         n.is_total, n.basis, n.value, n.bound, n.missing,
         CASE WHEN c.previous_code IS NULL THEN n.code ELSE c.previous_code END AS previous_code,
         CASE WHEN c.comparable IS NULL THEN 'yes' ELSE c.comparable END AS comparable,
         b.is_law, b.is_boundary, b.is_scope, b.is_basis, b.is_register, b.is_coverage
  FROM preferred_total n
  JOIN region_break b ON b.subject = n.subject AND b.year = n.year AND b.region_code = n.region_code
  LEFT JOIN form_change c ON c.from_form = b.first_form AND c.to_form = b.last_form AND c.code = n.code
),
judged AS (
  SELECT j.subject, j.year, j.previous_year, j.region_code, j.region_name, j.level, j.item, j.heading, j.code, j.label_zh, j.unit,
         j.is_total, j.basis, j.value, j.bound, j.missing, j.previous_code, j.comparable, p.value AS previous_value,
         p.basis AS previous_basis, p.bound AS previous_bound, p.missing AS previous_missing, j.comparable <> 'yes' AS is_form,
         j.is_law, j.is_boundary, j.is_scope, j.is_basis, j.is_register,
         j.is_coverage OR (j.basis = 'built' AND j.missing > 0) OR (p.basis = 'built' AND p.missing > 0) AS is_coverage
  FROM laid j
  LEFT JOIN preferred_total p ON p.subject = j.subject AND p.year = j.previous_year AND p.region_code = j.region_code AND p.code = j.previous_code
),
named AS (
  SELECT year, previous_year, region_code, region_name, level, subject, item, heading, label_zh, value, previous_value, unit, is_total,
         comparable, code, previous_code, basis, previous_basis, bound, previous_bound, missing, previous_missing,
         comparable <> 'no' AND NOT is_basis AND (is_coverage IS NULL OR NOT is_coverage) AS has_difference, {break_causes} AS breaks
  FROM judged
)
SELECT year, previous_year, region_code, region_name, level, subject, item, heading, label_zh, value, previous_value,
       CASE WHEN has_difference THEN value - previous_value END AS difference,
       CASE WHEN has_difference AND previous_value <> 0 THEN CAST(value AS DOUBLE) / CAST(previous_value AS DOUBLE) END AS ratio,
       unit, is_total, comparable, breaks IS NOT NULL AS is_break, breaks, code, previous_code, basis, previous_basis, bound,
       previous_bound, missing, previous_missing
FROM named;
