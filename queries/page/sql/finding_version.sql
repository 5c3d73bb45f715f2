-- Grain: one row for each finding of one version of a report, whether it counts or not.
-- Sources: finding, warehouse_finding, verdict, version_current, as_of, region, indicator, cell, document_place.
-- Parameter: $1 the version. Meaning, null rule: as finding.sql, whose columns these are; to ask that of one version makes DuckDB plan which
--   of all reports count.
WITH about AS MATERIALIZED (
  SELECT version_id, agency_name, region_code, year, sha256 FROM version_current WHERE version_id = $1
),
ruling AS (
  SELECT finding_id, verdict, who, why, recorded_at,
         row_number() OVER (PARTITION BY finding_id ORDER BY recorded_at DESC, verdict) AS place
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
),
listed AS (
  SELECT f.rowid AS n, f.finding_id, f.version_id, v.agency_name, v.region_code, v.year, v.sha256, f.rule, f.severity,
         f.status, f.left_value, f.right_value, f.message_zh, f.message_en, f.cells, f.suggestion,
         CAST(NULL AS VARCHAR) AS other_agency, CAST(NULL AS SMALLINT) AS other_year
  FROM finding f
  JOIN about v ON v.version_id = f.version_id
  WHERE f.version_id = $1
  UNION ALL
  SELECT -row_number() OVER (ORDER BY f.finding_id), f.finding_id, f.version_id, d.agency_name, d.region_code, d.year, d.sha256, f.rule,
         CAST(f.severity AS severity), CAST(f.status AS finding_status), f.left_value, f.right_value, NULL, NULL,
         CASE WHEN f.code IS NULL THEN [] ELSE [f.code] END, NULL, f.other_agency, f.other_year
  FROM warehouse_finding f
  JOIN about d ON d.version_id = f.version_id
  WHERE f.version_id = $1
),
named AS (
  SELECT n, version_id, cells, unnest(cells) AS code
  FROM listed
),
detail AS (
  SELECT m.n, CAST(to_json(list(struct_pack(
           code := m.code, label_zh := i.label_zh, label_en := i.label_en, state := coalesce(CAST(c.state AS VARCHAR), 'absent'),
           value := rtrim(rtrim(CAST(c.value AS VARCHAR), '0'), '.'), raw := c.raw,
           page := c.page, grid := c.grid, place_row := c.place_row, place_column := c.place_column)
           ORDER BY list_position(m.cells, m.code))) AS VARCHAR) AS cells
  FROM named m
  LEFT JOIN indicator i ON i.code = m.code
  LEFT JOIN cell_read c ON c.version_id = m.version_id AND c.indicator_id = i.indicator_id
  GROUP BY m.n
),
region_name AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
),
path AS (
  SELECT sha256, path FROM document_place
)
SELECT l.finding_id, coalesce(l.agency_name, '') AS agency, coalesce(l.region_code, '') AS region_code, coalesce(g.name, '') AS region,
       coalesce(l.year, 0) AS year, l.rule, CAST(l.severity AS VARCHAR) AS severity, CAST(l.status AS VARCHAR) AS status,
       rtrim(rtrim(CAST(l.left_value AS VARCHAR), '0'), '.') AS left_value,
       rtrim(rtrim(CAST(l.right_value AS VARCHAR), '0'), '.') AS right_value,
       l.message_zh, l.message_en, coalesce(l.other_agency, '') AS other_agency, coalesce(l.other_year, 0) AS other_year,
       coalesce(d.cells, '[]') AS cells, coalesce(l.suggestion, '[]') AS suggestion,
       coalesce(p.path, '') AS path,
       CASE WHEN r.verdict IN ('accepted', 'dismissed') THEN r.verdict END AS verdict, r.who, r.why,
       strftime(timezone('Asia/Shanghai', r.recorded_at), '%Y-%m-%d %H:%M') AS decided_at, CAST(l.version_id AS VARCHAR) AS version_id
FROM listed l
LEFT JOIN detail d ON d.n = l.n
LEFT JOIN region_name g ON g.code = l.region_code
LEFT JOIN path p ON p.sha256 = l.sha256
LEFT JOIN ruling r ON r.finding_id = l.finding_id AND r.place = 1
ORDER BY l.severity DESC, l.year DESC, l.region_code, l.agency_name, l.rule, l.n
