-- Grain: one row for each body that has ceased to exist and each one that took over from it, however many changes lie between.
-- Sources: agency_successor, agency.
-- Meaning: who is expected to report in its stead from the year of `since` on. Who took over from a successor is written down as
--   one too (see `gongkai agency merge`), so that nobody has to follow a chain.
-- Additive over: nothing. Excluded: links that a person made after the as-of day. Null rule: no NULLs.
CREATE OR REPLACE VIEW agency_heir AS
SELECT s.agency_id, s.successor_id AS heir_id, h.region_code, min(s.since) AS since
FROM agency_successor s
JOIN agency h ON h.agency_id = s.successor_id
WHERE s.recorded_at < (SELECT known_before FROM as_of)
GROUP BY s.agency_id, s.successor_id, h.region_code;
