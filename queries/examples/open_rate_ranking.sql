-- Which cities grant most, in whole or in part, of the requests they conclude? Ranked are only those of which nothing is missing or in
-- doubt, with at least 30 cases and without a break in the year; the others stand below, with the reason.
-- | 各市公开率排名（仅排可比的）
SELECT year, rank, rank_from, rank_to, region_name, n AS concluded, round(100 * value, 1) AS open_percent,
       round(100 * low, 1) AS low_percent, round(100 * high, 1) AS high_percent, reason
FROM ranking
WHERE code = 'open_rate' AND level = 'city' AND value IS NOT NULL
ORDER BY year DESC, rank NULLS LAST, value DESC, region_code;
