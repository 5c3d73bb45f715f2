-- Grain: one row for each rate of a region and year that has a denominator. Sources: rate. Parameters: $1 a region code, $2 a year.
-- Null rule: rates without a value are left out.
SELECT code, label_zh, label_en, rate, CAST(numerator AS VARCHAR) AS numerator, CAST(denominator AS VARCHAR) AS denominator, bound, basis,
       reports, incomplete, missing
FROM rate
WHERE region_code = $1 AND year = $2 AND rate IS NOT NULL
ORDER BY CASE code WHEN 'closure_rate' THEN 1 WHEN 'open_rate' THEN 2 ELSE 3 END, code
