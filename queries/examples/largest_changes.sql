-- Which city totals changed most from one year to the next, where the series does not break: nobody is missing in either year,
-- and both stand on the same ground? | 各市同比变化最大的指标（可比且无尚缺单位）
SELECT year, region_name, label_zh, previous_value, value, difference, round(100 * (ratio - 1), 1) AS percent
FROM year_on_year
WHERE level = 'city' AND NOT is_break AND is_total AND difference <> 0
ORDER BY year DESC, abs(difference) DESC, region_code, label_zh
LIMIT 50;
