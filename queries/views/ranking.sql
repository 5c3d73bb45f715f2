-- Grain: one row for each region, year and indicator or rate that may be ranked (ranking_code), on the preferred basis.
-- Sources: region_indicator, rate, rate_term, year_on_year, ranking_code, indicator.
-- Meaning: the regions of one level beside each other, as far as they may be. reason says why a region is not ranked, every cause, in this
--   order with spaces between:
--     no_value     nobody gave the number             missing      a member gave no complete value
--     no_register  a sum from below without a register: how many are due is not known
--     open_error   a cell in it is in doubt           break        the series breaks in the year: see breaks
--     few_cases    a rate of less than 30 cases       out_of_range more in the numerator than in the denominator
--   Rank 1 has the highest value; nothing says that this is the best. A count is ranked by its value. A rate is not: rank_group parts the
--   rates where their 95 % intervals (low, high) leave a gap, so that all of one group lie wholly above all of the next, and all of a group
--   have the one rank. rank_from and rank_to are the places that a region can have as far as its interval tells: so many lie wholly
--   above it, so many wholly below. ranked is how many are. n: the cases of the rate.
-- Additive over: nothing. Excluded: regions without a report on the subject. Null rule: rank, rank_group, rank_from and rank_to are
--   NULL where a region is not ranked, reason where it is; n, low and high for counts.
CREATE OR REPLACE VIEW ranking AS
WITH total AS (
  SELECT t.year, t.level, t.region_code, t.region_name, t.item, t.heading, i.code, t.value, t.basis, t.expected_from, t.missing, t.flagged,
         CAST(t.subject AS VARCHAR) AS subject
  FROM region_indicator t
  JOIN indicator i ON i.indicator_id = t.indicator_id
  WHERE t.preferred
),
part AS (
  SELECT t.year, t.region_code, m.code, max(t.missing) AS missing, sum(t.flagged) AS flagged
  FROM total t
  JOIN rate_term m ON m.subject = t.subject AND m.item = t.item AND m.heading = t.heading
  GROUP BY t.year, t.region_code, m.code
),
stood AS (
  SELECT t.year, t.level, t.region_code, t.region_name, k.subject, k.code, k.label_zh, k.label_en, k.is_rate,
         CAST(t.value AS DOUBLE) AS value, k.unit,
         CAST(NULL AS DECIMAL(38, 6)) AS n, CAST(NULL AS DOUBLE) AS low, CAST(NULL AS DOUBLE) AS high,
         t.basis, t.expected_from, t.missing, t.flagged, y.breaks
  FROM total t
  JOIN ranking_code k ON k.code = t.code AND k.refusal IS NULL
  LEFT JOIN year_on_year y ON y.region_code = t.region_code AND y.year = t.year AND y.code = t.code
  UNION ALL
  SELECT r.year, r.level, r.region_code, r.region_name, k.subject, k.code, k.label_zh, k.label_en, k.is_rate,
         r.rate, k.unit, r.denominator, r.low, r.high, r.basis, r.expected_from,
         CAST(greatest(r.missing, r.incomplete, p.missing) AS INTEGER),
         CAST(CASE WHEN p.flagged IS NULL THEN 0 ELSE p.flagged END AS INTEGER), r.breaks
  FROM rate r
  JOIN ranking_code k ON k.code = r.code AND k.refusal IS NULL
  LEFT JOIN part p ON p.year = r.year AND p.region_code = r.region_code AND p.code = r.code
),
judged AS (
  SELECT year, level, region_code, region_name, subject, code, label_zh, label_en, is_rate, value, unit, n, low, high, basis, missing,
         flagged, breaks,
         nullif(concat_ws(' ', CASE WHEN value IS NULL THEN 'no_value' END, CASE WHEN missing > 0 THEN 'missing' END,
                               CASE WHEN basis = 'built' AND expected_from = 'history' THEN 'no_register' END,
                               CASE WHEN flagged > 0 THEN 'open_error' END, CASE WHEN breaks IS NOT NULL THEN 'break' END,
                               CASE WHEN is_rate AND (n IS NULL OR n < 30) THEN 'few_cases' END,
                               CASE WHEN is_rate AND value IS NOT NULL AND low IS NULL THEN 'out_of_range' END), '') AS reason
  FROM stood
),
placed_count AS (
  SELECT year, level, region_code, code,
         rank() OVER (PARTITION BY year, level, code ORDER BY value DESC) AS rank,
         dense_rank() OVER (PARTITION BY year, level, code ORDER BY value DESC) AS rank_group,
         rank() OVER (PARTITION BY year, level, code ORDER BY value DESC) AS rank_from,
         count(*) OVER (PARTITION BY year, level, code ORDER BY value DESC) AS rank_to
  FROM judged
  WHERE reason IS NULL AND NOT is_rate
),
-- Down the intervals by their upper ends: where one ends below the lowest lower end so far, the next group begins.
met AS (
  SELECT year, level, region_code, code, low, high,
         min(low) OVER (PARTITION BY year, level, code ORDER BY high DESC, low DESC, region_code
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS lowest_before
  FROM judged
  WHERE reason IS NULL AND is_rate
),
parted AS (
  SELECT year, level, region_code, code,
         1 + sum(CASE WHEN high < lowest_before THEN 1 ELSE 0 END)
               OVER (PARTITION BY year, level, code ORDER BY high DESC, low DESC, region_code
                     ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS rank_group
  FROM met
),
-- Both ends of all intervals in one line, upper ends before lower ones at the same point: passed are so many of each.
ends AS (
  SELECT year, level, region_code, code, high AS place, 0 AS is_low FROM met
  UNION ALL
  SELECT year, level, region_code, code, low, 1 FROM met
),
passed AS (
  SELECT year, level, region_code, code, is_low,
         sum(is_low) OVER (PARTITION BY year, level, code ORDER BY place DESC, is_low
                           ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS lows,
         sum(1 - is_low) OVER (PARTITION BY year, level, code ORDER BY place DESC, is_low
                               ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS highs
  FROM ends
),
spread AS (
  SELECT year, level, region_code, code, max(CASE WHEN is_low = 0 THEN lows + 1 END) AS rank_from,
         max(CASE WHEN is_low = 1 THEN highs END) AS rank_to
  FROM passed
  GROUP BY year, level, region_code, code
),
placed AS (
  SELECT year, level, region_code, code, rank, rank_group, rank_from, rank_to FROM placed_count
  UNION ALL
  SELECT g.year, g.level, g.region_code, g.code, rank() OVER (PARTITION BY g.year, g.level, g.code ORDER BY g.rank_group), g.rank_group,
         s.rank_from, s.rank_to
  FROM parted g
  JOIN spread s ON s.year = g.year AND s.level = g.level AND s.region_code = g.region_code AND s.code = g.code
)
SELECT j.year, j.level, j.region_code, j.region_name, j.subject, j.code, j.label_zh, j.label_en, j.is_rate, j.value, j.unit,
       j.n, j.low, j.high, CAST(p.rank AS INTEGER) AS rank, CAST(p.rank_group AS INTEGER) AS rank_group,
       CAST(p.rank_from AS INTEGER) AS rank_from, CAST(p.rank_to AS INTEGER) AS rank_to,
       CAST(count(p.rank) OVER (PARTITION BY j.year, j.level, j.code) AS INTEGER) AS ranked,
       j.reason, j.breaks, j.basis, j.missing, j.flagged
FROM judged j
LEFT JOIN placed p ON p.year = j.year AND p.level = j.level AND p.region_code = j.region_code AND p.code = j.code;
