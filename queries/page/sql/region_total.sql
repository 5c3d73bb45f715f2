-- Grain: one row for each main indicator of a region and year: all of tables 二 and 四, the main rows of table 三 for all applicants.
-- Sources: region_indicator, reconciliation, year_on_year, indicator.
-- Parameters: $1 a region code, $2 a year.
-- Meaning: the preferred value with its basis and coverage, both bases side by side, whether they agree, and the value of the year before.
--   is_plain: the unit is that of requests, and goes without saying.
-- Null rule: a value that nobody gave is NULL.
SELECT CAST(i.subject AS VARCHAR) AS subject, i.code, split_part(i.label_zh, '×', 1) AS label_zh,
       CASE WHEN i.subject = 'request' THEN split_part(i.label_en, ': ', 1) ELSE i.label_en END AS label_en,
       i.unit, i.unit = (SELECT unit FROM indicator WHERE code = 'request.received.total') AS is_plain,
       i.kind, CAST(t.value AS VARCHAR) AS value, t.bound, t.basis, t.reports, t.expected, t.expected_from, t.missing, t.flagged,
       t.inferred, t.adjusted, t.ocr,
       CAST(r.published AS VARCHAR) AS published, CAST(r.built AS VARCHAR) AS built, r.bound AS built_bound, r.status,
       r.difference_share, r.blank,
       CAST(y.previous_value AS VARCHAR) AS previous_value, CAST(y.difference AS VARCHAR) AS difference, y.comparable,
       y.breaks, y.previous_basis, y.previous_bound, y.previous_missing
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
LEFT JOIN reconciliation r ON r.region_code = t.region_code AND r.year = t.year AND r.indicator_id = t.indicator_id
LEFT JOIN year_on_year y ON y.region_code = t.region_code AND y.year = t.year AND y.code = i.code
WHERE t.region_code = $1 AND t.year = $2 AND t.preferred
  AND (i.subject <> 'request'
       OR (i.heading = 'total' AND i.item IN ('received', 'carried_in', 'granted', 'partly_granted', 'denied', 'unavailable', 'rejected',
                                              'other', 'concluded', 'carried_out')))
ORDER BY i.subject,
         CASE WHEN i.subject = 'request' THEN list_position(['received', 'carried_in', 'granted', 'partly_granted', 'denied',
                                                             'unavailable', 'rejected', 'other', 'concluded', 'carried_out'], i.item)
              ELSE 0 END, i.indicator_id
