-- Every indicator of the region $1 in the years $2 and $3 on the preferred basis, with whether the two compare, and the causes where they
-- do not, as year_comparison says; where the later year has no such indicator, by the forms alone.
WITH total AS (
  SELECT year, subject, indicator_id, value, basis, bound, missing, flagged
  FROM preferred_total
  WHERE region_code = $1 AND year IN ($2, $3)
)
SELECT i.subject::VARCHAR, i.code, i.label_zh, i.label_en, i.unit, i.is_total,
       f.value::VARCHAR AS from_value, t.value::VARCHAR AS to_value,
       CASE WHEN y.previous_code = i.code THEN y.difference END::VARCHAR AS change,
       NULL::VARCHAR AS from_state, NULL::VARCHAR AS to_state, f.basis AS from_basis, t.basis AS to_basis,
       f.bound AS from_bound, t.bound AS to_bound,
       f.missing AS from_missing, t.missing AS to_missing,
       coalesce(f.flagged, 0) + coalesce(t.flagged, 0) AS flagged,
       coalesce(y.comparable, c.comparable, 'yes') AS comparable, y.breaks, c.other_code, c.note
FROM indicator i
LEFT JOIN total f ON f.indicator_id = i.indicator_id AND f.year = $2
LEFT JOIN total t ON t.indicator_id = i.indicator_id AND t.year = $3
LEFT JOIN region_break o ON o.region_code = $1 AND o.previous_year = $2 AND o.year = $3 AND o.subject = i.subject
LEFT JOIN form_change c ON c.code = i.code AND c.from_form = o.first_form AND c.to_form = o.last_form
LEFT JOIN year_comparison y ON y.region_code = $1 AND y.previous_year = $2 AND y.year = $3 AND y.code = i.code
WHERE f.indicator_id IS NOT NULL OR t.indicator_id IS NOT NULL
ORDER BY i.subject, i.indicator_id;
