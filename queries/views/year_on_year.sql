-- Grain: one row for each region, year and indicator, on the preferred basis, where the region has any report of the subject in
--   the year before too.
-- Sources: region_indicator, region_form, indicator, series_break.
-- Meaning: the value beside that of the year before. Where the two years do not rest on one and the same form,
--   `comparable` is what the crosswalk says of the indicator (yes, with_care, no), and is_break is true unless it says yes.
--   previous_code is the indicator compared with: another one where the crosswalk names a near one of the older form.
--   A change can also come of the reports that are there: basis and missing of both years stand beside it.
-- Additive over: disjoint regions, for value, previous_value and difference; never for ratio.
-- Excluded: indicators that no report of the year prints. Null rule: difference is NULL where either value is, ratio also
--   where the previous value is 0, both where the two do not compare (no).
CREATE OR REPLACE VIEW year_on_year AS
WITH total AS (
  SELECT t.subject, t.year, t.region_code, t.region_name, t.level, t.basis, t.item, t.heading, t.label_zh, t.value, t.unit,
         t.is_total, t.missing, i.code
  FROM region_indicator t
  JOIN indicator i ON i.indicator_id = t.indicator_id
  WHERE t.preferred
),
spanned AS (
  SELECT n.subject, n.year, n.region_code,
         CASE WHEN p.first_form < n.first_form THEN p.first_form ELSE n.first_form END AS first_form,
         CASE WHEN p.last_form > n.last_form THEN p.last_form ELSE n.last_form END AS last_form
  FROM region_form n
  JOIN region_form p ON p.subject = n.subject AND p.region_code = n.region_code AND p.year = n.year - 1
),
-- An indicator stands in the crosswalk as what is compared from, to, or both.
broken AS (
  SELECT from_form, to_form, from_code AS code, CASE comparable WHEN 'no' THEN 2 WHEN 'with_care' THEN 1 ELSE 0 END AS doubt
  FROM series_break WHERE from_code IS NOT NULL
  UNION ALL
  SELECT from_form, to_form, to_code, CASE comparable WHEN 'no' THEN 2 WHEN 'with_care' THEN 1 ELSE 0 END
  FROM series_break WHERE to_code IS NOT NULL
),
doubted AS (
  SELECT s.subject, s.year, s.region_code, b.code, max(b.doubt) AS doubt
  FROM spanned s
  JOIN broken b ON b.from_form >= s.first_form AND b.to_form <= s.last_form
  WHERE s.first_form <> s.last_form
  GROUP BY s.subject, s.year, s.region_code, b.code
),
near AS (
  SELECT s.subject, s.year, s.region_code, b.to_code AS code, max(b.from_code) AS previous_code
  FROM spanned s
  JOIN series_break b ON b.from_form >= s.first_form AND b.to_form <= s.last_form
  WHERE s.first_form <> s.last_form AND b.comparable <> 'no' AND b.from_code <> b.to_code
  GROUP BY s.subject, s.year, s.region_code, b.to_code
),
judged AS (
  SELECT n.subject, n.year, n.region_code, n.region_name, n.level, n.item, n.heading, n.code, n.label_zh, n.unit, n.is_total,
         n.basis, n.value, n.missing, CASE WHEN k.previous_code IS NULL THEN n.code ELSE k.previous_code END AS previous_code,
         CASE WHEN d.doubt = 2 THEN 'no' WHEN d.doubt = 1 THEN 'with_care' ELSE 'yes' END AS comparable
  FROM total n
  JOIN spanned s ON s.subject = n.subject AND s.year = n.year AND s.region_code = n.region_code
  LEFT JOIN doubted d ON d.subject = n.subject AND d.year = n.year AND d.region_code = n.region_code AND d.code = n.code
  LEFT JOIN near k ON k.subject = n.subject AND k.year = n.year AND k.region_code = n.region_code AND k.code = n.code
)
SELECT j.year, j.region_code, j.region_name, j.level, j.subject, j.item, j.heading, j.label_zh, j.value,
       p.value AS previous_value,
       CASE WHEN j.comparable <> 'no' THEN j.value - p.value END AS difference,
       CASE WHEN j.comparable <> 'no' AND p.value <> 0 THEN CAST(j.value AS DOUBLE) / CAST(p.value AS DOUBLE) END AS ratio,
       j.unit, j.is_total, j.comparable, j.comparable <> 'yes' AS is_break, j.code, j.previous_code,
       j.basis, p.basis AS previous_basis, j.missing, p.missing AS previous_missing
FROM judged j
LEFT JOIN total p ON p.subject = j.subject AND p.year = j.year - 1 AND p.region_code = j.region_code AND p.code = j.previous_code;
