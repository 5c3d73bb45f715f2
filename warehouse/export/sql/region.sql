-- Grain: one row a region and span of its life; the natural key is code, valid_from.
SELECT code, name, level, parent_code, kind, valid_from, valid_to, successor_code
FROM region
ORDER BY code, valid_from, name;
