-- Grain: one row: the hash of the reference data that the warehouse holds. Sources: region, indicator, indicator_form,
--   indicator_part, series_break. Null rule: no NULLs.
SELECT sha256(string_agg(line, chr(10) ORDER BY line)) AS hash
FROM (
  SELECT 'region ' || CAST(to_json(r) AS VARCHAR) AS line FROM region r
  UNION ALL
  SELECT 'indicator ' || CAST(to_json(i) AS VARCHAR) FROM indicator i
  UNION ALL
  SELECT 'indicator_form ' || CAST(to_json(f) AS VARCHAR) FROM indicator_form f
  UNION ALL
  SELECT 'indicator_part ' || CAST(to_json(p) AS VARCHAR) FROM indicator_part p
  UNION ALL
  SELECT 'series_break ' || CAST(to_json(b) AS VARCHAR) FROM series_break b
) d
