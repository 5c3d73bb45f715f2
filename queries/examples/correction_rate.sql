-- How often is a decision corrected when somebody appeals? Of the reconsiderations that ended, those with the result corrected, by province and
-- city; with the 95 % interval, since most have few. | 行政复议纠错率
SELECT year, level, region_name, numerator AS corrected, denominator AS ended, round(100 * rate, 1) AS percent,
       round(100 * low, 1) AS low_percent, round(100 * high, 1) AS high_percent, bound, breaks
FROM rate
WHERE code = 'reconsideration_correction_rate' AND level IN ('province', 'city') AND denominator > 0
ORDER BY year DESC, level DESC, denominator DESC, region_code;
