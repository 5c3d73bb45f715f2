-- Grain: one row for each level and main indicator of a year with a provisional and a final release. Sources: revision, indicator.
-- Parameter: $1 a year. Null rule: as in revision.
SELECT r.level, r.code, i.label_zh, i.label_en, r.regions, r.revised, r.mean_absolute_revision, r.bias, r.provisional_id, r.final_id
FROM revision r
JOIN indicator i ON i.code = r.code
JOIN region_level l ON l.level = r.level
WHERE r.year = $1
  AND r.code IN ('request.received.total', 'request.concluded.total', 'request.granted.total', 'appeal.reconsideration.total')
ORDER BY l.depth, i.indicator_id
