-- Grain: one row for each region, year, basis and indicator of the forms.
SELECT t.region_code, t.year, t.basis, i.code, t.value, t.flagged, t.missing
FROM internal.region_indicator t
JOIN indicator i USING (indicator_id)
WHERE t.value IS NOT NULL
  AND EXISTS (SELECT 1 FROM indicator_form f WHERE f.indicator_id = t.indicator_id AND f.role = 'cell')
