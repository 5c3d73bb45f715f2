-- Grain: one row for each member of one total and cell that its number is read from: the cell itself, for a computed subtotal
--   its parts too. A member without a report has one row without a cell.
-- Sources: region_member, report_subject, version_current, report_version, document, document_path, cell_value, cell_adjusted,
--   cell, indicator, indicator_part, region_year, agency_current.
-- Parameters: $1 the region's code; $2 the year; $3 the indicator's code.
-- Meaning: kind says what the report is (area, level, body) or missing. value is what the member brings into the sum;
--   cell_value what the cell counts for in this session, published_value what it prints.
-- Excluded: renditions that another one won over. Null rule: everything about a report is NULL or empty where it is missing.
WITH asked AS (
  SELECT indicator_id, subject FROM indicator WHERE code = $3
),
member AS (
  SELECT m.is_published, m.version_id, m.origin_code, m.through, m.weight_expected, m.agency_id, m.subject
  FROM region_member m
  JOIN asked q ON q.subject = CAST(m.subject AS subject)
  WHERE m.region_code = $1 AND m.year = $2
),
printed AS (
  SELECT indicator_id, FALSE AS is_part FROM asked
  UNION ALL
  SELECT p.part_id, TRUE FROM indicator_part p JOIN asked q ON q.indicator_id = p.total_id
),
held AS (
  SELECT c.version_id, i.code, i.label_zh, i.label_en, p.is_part, c.indicator_id, c.state, j.value AS counted, c.value AS published, c.raw,
         c.page, c.grid, c.place_row, c.place_column
  FROM cell_read c
  JOIN printed p ON p.indicator_id = c.indicator_id
  JOIN indicator i ON i.indicator_id = c.indicator_id
  JOIN cell_adjusted j ON j.version_id = c.version_id AND j.indicator_id = c.indicator_id
  WHERE c.version_id IN (SELECT version_id FROM member)
),
path AS (
  SELECT sha256, CAST(to_json(list(DISTINCT path ORDER BY path)) AS VARCHAR) AS paths FROM document_path GROUP BY sha256
)
SELECT CASE WHEN m.is_published THEN 'published' ELSE 'built' END AS basis,
       CASE WHEN m.version_id IS NULL THEN 'missing' ELSE coalesce(s.role, '') END AS kind,
       m.origin_code, o.region_name AS origin_name, coalesce(m.through, '') AS through_code, coalesce(t.region_name, '') AS through_name,
       coalesce(s.agency, a.name, '') AS agency, m.weight_expected, coalesce(m.version_id, 0) AS version_id,
       coalesce(s.scope, '') AS scope, coalesce(s.form, '') AS form,
       rtrim(rtrim(CAST(w.value AS VARCHAR), '0'), '.') AS value, coalesce(CAST(w.state AS VARCHAR), '') AS state,
       coalesce(v.sha256, '') AS sha256, coalesce(p.paths, '[]') AS paths, coalesce(v.title, '') AS title, v.ordinal,
       coalesce(strftime(v.published_on, '%Y-%m-%d'), '') AS published_on, coalesce(v.is_correction, FALSE) AS is_correction,
       coalesce(strftime(timezone('Asia/Shanghai', v.recorded_at), '%Y-%m-%d %H:%M'), '') AS recorded_at,
       coalesce(r.parser_version, '') AS parser_version, coalesce(r.rules_version, '') AS rules_version,
       coalesce(h.code, '') AS code, coalesce(h.label_zh, '') AS label_zh, coalesce(h.label_en, '') AS label_en,
       coalesce(h.is_part, FALSE) AS is_part, coalesce(CAST(h.state AS VARCHAR), '') AS cell_state,
       rtrim(rtrim(CAST(h.counted AS VARCHAR), '0'), '.') AS cell_value,
       rtrim(rtrim(CAST(h.published AS VARCHAR), '0'), '.') AS published_value, coalesce(h.raw, '') AS raw,
       coalesce(h.page, 0) AS page, coalesce(h.grid, 0) AS grid, coalesce(h.place_row, 0) AS place_row,
       coalesce(h.place_column, 0) AS place_column
FROM member m
CROSS JOIN asked q
JOIN region_year o ON o.region_code = m.origin_code AND o.year = $2
LEFT JOIN region_year t ON t.region_code = m.through AND t.year = $2
LEFT JOIN report_subject s ON s.version_id = m.version_id AND s.subject = m.subject
LEFT JOIN version_current v ON v.version_id = m.version_id
LEFT JOIN report_version r ON r.version_id = m.version_id
LEFT JOIN path p ON p.sha256 = v.sha256
LEFT JOIN agency_current a ON a.agency_id = m.agency_id
LEFT JOIN cell_value w ON w.version_id = m.version_id AND w.indicator_id = q.indicator_id
LEFT JOIN held h ON h.version_id = m.version_id
ORDER BY basis DESC, through_code, m.origin_code, kind, agency, m.version_id, is_part, h.indicator_id
