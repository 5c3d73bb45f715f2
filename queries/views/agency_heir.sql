-- Grain: one row for each body that has ceased to exist and each one that took over from it, however many changes lie between.
-- Sources: agency_successor, agency_current.
-- Meaning: who is expected to report in its stead from the year of `since` on. Four changes in a row are as many as are
--   followed: 1998, 2008, 2013, 2018 and 2023 were the years of reform.
-- Additive over: nothing. Excluded: links that a person made after the as-of day. Null rule: no NULLs.
CREATE OR REPLACE VIEW agency_heir AS
WITH link AS (
  SELECT DISTINCT s.agency_id, s.successor_id, s.since
  FROM agency_successor s
  WHERE s.recorded_at < (SELECT known_before FROM as_of)
),
second AS (
  SELECT DISTINCT a.agency_id, b.successor_id, b.since FROM link a JOIN link b ON b.agency_id = a.successor_id
),
third AS (
  SELECT DISTINCT a.agency_id, b.successor_id, b.since FROM second a JOIN link b ON b.agency_id = a.successor_id
),
fourth AS (
  SELECT DISTINCT a.agency_id, b.successor_id, b.since FROM third a JOIN link b ON b.agency_id = a.successor_id
),
every AS (
  SELECT agency_id, successor_id, since FROM link
  UNION
  SELECT agency_id, successor_id, since FROM second
  UNION
  SELECT agency_id, successor_id, since FROM third
  UNION
  SELECT agency_id, successor_id, since FROM fourth
)
SELECT e.agency_id, e.successor_id AS heir_id, h.region_code, min(e.since) AS since
FROM every e
JOIN agency_current h ON h.agency_id = e.successor_id
WHERE e.agency_id <> e.successor_id
GROUP BY e.agency_id, e.successor_id, h.region_code;
