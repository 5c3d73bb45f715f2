-- Grain: one row for each purpose, year of reports, level and kind of body, and region with a day of its own (NULL: everywhere).
-- Sources: deadline_current, region_valid.
-- Meaning: by which day a report of the year is to be filed with the office above (purpose file) or published (publish). Of several
--   that are about a year the one imported last counts, and each imported one before the legal one, unless it was taken back. `body`:
--   government (with its area: governments and zones), vertical, department (everything else).
-- Additive over: nothing. Excluded: years of which nothing is known. Null rule: region_code is NULL where the day holds everywhere.
CREATE OR REPLACE VIEW reporting_deadline AS
WITH years AS (
  SELECT DISTINCT year FROM region_valid
),
due AS (
  SELECT d.purpose, y.year, d.level, d.body, d.region_code, d.month, d.day, d.source, d.is_legal, d.recorded_at,
         max(CASE WHEN d.month IS NULL THEN d.recorded_at END) OVER (PARTITION BY d.purpose, y.year, d.level, d.body, d.region_code)
           AS taken_back_at
  FROM deadline_current d
  JOIN years y ON y.year >= d.from_year AND (d.to_year IS NULL OR y.year <= d.to_year)
),
ranked AS (
  SELECT purpose, year, level, body, region_code, month, day, source, is_legal,
         row_number() OVER (PARTITION BY purpose, year, level, body, region_code
                            ORDER BY CASE WHEN is_legal THEN 1 ELSE 0 END, recorded_at DESC, source) AS place
  FROM due
  WHERE is_legal OR (month IS NOT NULL AND (taken_back_at IS NULL OR recorded_at > taken_back_at))
)
SELECT purpose, year, level, body, region_code, make_date(year + 1, month, day) AS deadline, source, is_legal
FROM ranked
WHERE place = 1;
