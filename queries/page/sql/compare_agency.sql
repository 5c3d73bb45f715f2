-- Every indicator of the reports of the agency $1 for the years $2 and $3, with the state of each cell and whether the two
-- compare, and the causes where they do not, by the forms of the two reports and what stands in agency_break. No change is told over forms
-- that do not compare.
WITH given AS (
  SELECT year, subject, version_id, form FROM report_subject WHERE agency_id = $1 AND year IN ($2, $3)
),
held AS (
  SELECT g.year, c.indicator_id, c.value, c.state
  FROM given g
  JOIN cell_value c ON c.version_id = g.version_id AND c.subject = g.subject
),
flaw AS (
  SELECT e.indicator_id, count(*) AS flagged
  FROM doubtful_cell e
  WHERE e.version_id IN (SELECT version_id FROM given)
  GROUP BY e.indicator_id
),
formed AS (
  SELECT subject, min(form) AS first_form, max(form) AS last_form FROM given GROUP BY subject
)
SELECT i.subject::VARCHAR, i.code, i.label_zh, i.label_en, i.unit, i.is_total,
       f.value::VARCHAR AS from_value, t.value::VARCHAR AS to_value,
       CASE WHEN coalesce(c.comparable, 'yes') <> 'no' THEN (t.value - f.value)::VARCHAR END AS change,
       f.state::VARCHAR AS from_state, t.state::VARCHAR AS to_state, NULL::VARCHAR AS from_basis, NULL::VARCHAR AS to_basis,
       NULL::VARCHAR AS from_bound, NULL::VARCHAR AS to_bound,
       NULL::INTEGER AS from_missing, NULL::INTEGER AS to_missing, coalesce(w.flagged, 0) AS flagged,
       coalesce(c.comparable, 'yes') AS comparable,
       nullif(concat_ws(' ', CASE WHEN c.comparable <> 'yes' THEN 'form' END, b.breaks), '') AS breaks, c.other_code, c.note
FROM indicator i
LEFT JOIN held f ON f.indicator_id = i.indicator_id AND f.year = $2
LEFT JOIN held t ON t.indicator_id = i.indicator_id AND t.year = $3
LEFT JOIN flaw w ON w.indicator_id = i.indicator_id
LEFT JOIN formed o ON o.subject = i.subject
LEFT JOIN form_change c ON c.code = i.code AND c.from_form = o.first_form AND c.to_form = o.last_form
LEFT JOIN agency_break b ON b.agency_id = $1 AND b.subject = i.subject AND b.previous_year = $2 AND b.year = $3
WHERE f.indicator_id IS NOT NULL OR t.indicator_id IS NOT NULL
ORDER BY i.subject, i.indicator_id;
