-- Grain: one row for each subject. Sources: report. Parameter: $1 a year.
-- Meaning: how many years up to this one have reports on the subject without a gap, and how many of those, counted back from this one,
--   print the very same form, so that they compare without care. Null rule: form where the year has several.
WITH told AS (
  SELECT year, 'disclosure' AS subject, form_disclosure AS form FROM report WHERE form_disclosure IS NOT NULL
  UNION ALL
  SELECT year, 'request', form_request FROM report WHERE form_request IS NOT NULL
  UNION ALL
  SELECT year, 'appeal', form_appeal FROM report WHERE form_appeal IS NOT NULL
),
yearly AS (
  SELECT subject, year, min(form) AS first_form, max(form) AS last_form,
         year - CAST(row_number() OVER (PARTITION BY subject ORDER BY year) AS INTEGER) AS run
  FROM told
  WHERE year <= $1
  GROUP BY subject, year
),
this AS (
  SELECT subject, run, first_form, last_form FROM yearly WHERE year = $1
),
other AS (
  SELECT y.subject, max(y.year) AS year
  FROM yearly y
  JOIN this t ON t.subject = y.subject
  WHERE y.first_form <> t.first_form OR y.last_form <> t.last_form OR y.run <> t.run
  GROUP BY y.subject
)
SELECT t.subject, CASE WHEN t.first_form = t.last_form THEN t.first_form END AS form,
       count(CASE WHEN y.run = t.run THEN 1 END) AS years, count(CASE WHEN o.year IS NULL OR y.year > o.year THEN 1 END) AS comparable
FROM this t
JOIN yearly y ON y.subject = t.subject
LEFT JOIN other o ON o.subject = t.subject
GROUP BY t.subject, t.first_form, t.last_form
ORDER BY CAST(t.subject AS subject)
