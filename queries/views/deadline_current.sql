-- Grain: one row for each deadline that somebody set: purpose, level and kind of body, region, and years.
-- Sources: legal_deadline, deadline.
-- Meaning: what law and circulars set (is_legal), and the latest of what a person imported of the same key, as known on the as-of day.
--   Which of several counts in a year and a region: reporting_deadline, region_deadline.
-- Additive over: nothing. Excluded: what a later import of the same key replaced.
-- Null rule: region_code is NULL where it holds everywhere, to_year while it holds; month and day where a person took back what was
--   imported before of these years; recorded_at of a legal deadline.
CREATE OR REPLACE VIEW deadline_current AS
WITH ranked AS (
  SELECT purpose, level, body, region_code, month, day, from_year, to_year, source, recorded_at,
         row_number() OVER (PARTITION BY purpose, level, body, region_code, from_year, to_year ORDER BY recorded_at DESC, source) AS place
  FROM deadline
  WHERE recorded_at < (SELECT known_before FROM as_of)
)
SELECT purpose, level, body, CAST(NULL AS VARCHAR) AS region_code, month, day, from_year, to_year, source, TRUE AS is_legal,
       CAST(NULL AS TIMESTAMPTZ) AS recorded_at
FROM legal_deadline
UNION ALL
SELECT purpose, level, body, region_code, month, day, from_year, to_year, source, FALSE, recorded_at
FROM ranked
WHERE place = 1;
