-- Grain: one row for each state of a region (code, valid_from).
-- Sources: region.
-- Meaning: today_code is the region of today that the state lives on in: itself, or the end of the chain of successors, which is
--   four long at most (a test of the region files holds that). Today is the newest boundaries that the warehouse knows.
-- Additive over: nothing. Excluded: nothing. Null rule: today_code is NULL where the region was divided: no one region took it over.
CREATE OR REPLACE VIEW region_successor AS
WITH edge AS (
  SELECT r.code, r.valid_from, n.code AS next_code, n.valid_from AS next_from, n.valid_to IS NULL AS is_last
  FROM region r
  JOIN region n ON n.code = r.successor_code AND n.valid_from <= r.valid_to + INTERVAL 1 DAY
    AND (n.valid_to IS NULL OR n.valid_to > r.valid_to)
)
SELECT r.code, r.valid_from,
       CASE WHEN r.valid_to IS NULL THEN r.code WHEN e1.is_last THEN e1.next_code WHEN e2.is_last THEN e2.next_code
            WHEN e3.is_last THEN e3.next_code WHEN e4.is_last THEN e4.next_code END AS today_code
FROM region r
LEFT JOIN edge e1 ON e1.code = r.code AND e1.valid_from = r.valid_from
LEFT JOIN edge e2 ON e2.code = e1.next_code AND e2.valid_from = e1.next_from
LEFT JOIN edge e3 ON e3.code = e2.next_code AND e3.valid_from = e2.next_from
LEFT JOIN edge e4 ON e4.code = e3.next_code AND e4.valid_from = e3.next_from;
