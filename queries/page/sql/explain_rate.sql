-- Grain: one row for each term of one rate. Sources: rate, rate_term, rate_code, indicator.
-- Parameters: $1 the region's code; $2 the year; $3 the rate's code. Null rule: rate and its sums are NULL where no report gave them.
SELECT k.label_zh, k.label_en, coalesce(r.basis, '') AS basis, r.rate, rtrim(rtrim(CAST(r.numerator AS VARCHAR), '0'), '.') AS numerator,
       rtrim(rtrim(CAST(r.denominator AS VARCHAR), '0'), '.') AS denominator, coalesce(r.bound, '') AS bound,
       coalesce(r.reports, 0) AS reports,
       coalesce(r.incomplete, 0) AS incomplete, coalesce(r.expected, 0) AS expected, coalesce(r.missing, 0) AS missing,
       t.side, t.sign, i.code
FROM rate_code k
JOIN rate_term t ON t.code = k.code
JOIN indicator i ON CAST(i.subject AS VARCHAR) = t.subject AND i.item = t.item AND i.heading = t.heading
LEFT JOIN rate r ON r.code = k.code AND r.region_code = $1 AND r.year = $2
WHERE k.code = $3
ORDER BY t.side DESC, t.sign DESC, i.indicator_id
