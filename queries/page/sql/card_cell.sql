-- Grain: one row for each cell that the report's forms print, in the order of the form. Sources: version_current,
--   indicator_form, indicator, cell. Parameter: $1 the version.
-- Excluded: computed subtotals. Null rule: a cell without a value has none.
SELECT CAST(i.subject AS VARCHAR) AS subject, i.code, i.label_zh, i.label_en, coalesce(CAST(c.state AS VARCHAR), 'absent') AS state,
       rtrim(rtrim(CAST(c.value AS VARCHAR), '0'), '.') AS value, coalesce(c.raw, '') AS raw,
       coalesce(c.page, 0) AS page, coalesce(c.grid, 0) AS grid, coalesce(c.place_row, 0) AS place_row,
       coalesce(c.place_column, 0) AS place_column
FROM version_current v
JOIN indicator_form f ON f.role = 'cell'
JOIN indicator i ON i.indicator_id = f.indicator_id
  AND f.form = CASE i.subject WHEN 'disclosure' THEN v.form_disclosure WHEN 'request' THEN v.form_request ELSE v.form_appeal END
LEFT JOIN cell_read c ON c.version_id = v.version_id AND c.indicator_id = i.indicator_id
WHERE v.version_id = $1
ORDER BY i.subject, f.position
