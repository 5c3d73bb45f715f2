-- Grain: one row for each reason for which information was not given. Sources: region_indicator, indicator, indicator_part.
-- Parameters: $1 a region code, $2 a year.
-- Meaning: the rows of table 三 under 不予公开, 无法提供 and 不予处理, of all applicants, on the preferred basis. outcome is the item of
--   the subtotal that the reason is part of. The labels are those of the row alone, without the headings above it.
-- Null rule: value is NULL where no member gave one.
SELECT i.code, regexp_replace(split_part(i.label_zh, '×', 1), '^.*/', '') AS label_zh, regexp_replace(i.label_en, ': total$', '') AS label_en,
       s.item AS outcome, CAST(t.value AS VARCHAR) AS value, t.bound, t.missing, t.flagged
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
JOIN indicator_part p ON p.part_id = i.indicator_id
JOIN indicator s ON s.indicator_id = p.total_id AND s.heading = 'total'
WHERE t.region_code = $1 AND t.year = $2 AND t.preferred AND t.subject = 'request' AND t.heading = 'total'
  AND s.item IN ('denied', 'unavailable', 'rejected')
ORDER BY t.value DESC NULLS LAST, i.indicator_id
