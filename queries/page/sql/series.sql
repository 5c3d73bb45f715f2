-- Grain: one row for each region, indicator and year with a preferred total. Sources: region_indicator, indicator, year_on_year.
-- Parameters: $1 codes of regions, $2 codes of indicators, both as JSON lists.
-- Meaning: the preferred value of every year with what it rests on. breaks are the causes for which it does not simply compare with the
--   year before; they are empty where there is none, and where nothing is known of that year.
-- Null rule: value is NULL where no member gave one.
SELECT t.region_code, t.region_name, i.code, i.label_zh, i.label_en, i.unit, t.year, CAST(t.value AS VARCHAR) AS value, t.bound, t.basis,
       t.reports, t.expected, t.expected_from, t.missing, t.flagged, coalesce(y.breaks, '') AS breaks
FROM region_indicator t
JOIN indicator i ON i.indicator_id = t.indicator_id
LEFT JOIN year_on_year y ON y.region_code = t.region_code AND y.year = t.year AND y.code = i.code
WHERE t.preferred
  AND t.region_code IN (SELECT unnest(from_json($1, '["VARCHAR"]')))
  AND i.code IN (SELECT unnest(from_json($2, '["VARCHAR"]')))
ORDER BY list_position(from_json($1, '["VARCHAR"]'), t.region_code), list_position(from_json($2, '["VARCHAR"]'), i.code), t.year
