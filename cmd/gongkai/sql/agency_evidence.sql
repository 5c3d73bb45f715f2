-- Grain: one row for each piece of evidence of a version, in the order in which it was found.
-- Sources: evidence, region. Parameter: $1 versions as a JSON list.
-- Null rule: name is empty where the value is no region, or one that is in no list.
WITH place AS (
  SELECT r.code, arg_max(coalesce(p.name, '') || r.name, r.valid_from) AS name
  FROM region r
  LEFT JOIN region p ON p.code = r.parent_code AND p.level <> 'nation'
  GROUP BY r.code
)
SELECT e.version_id, e.field, e.value, e.source, coalesce(e.quote, '') AS quote,
       CASE WHEN e.field IN ('region', 'region_candidate') THEN coalesce(p.name, '') ELSE '' END AS name
FROM evidence e
LEFT JOIN place p ON p.code = e.value
WHERE e.version_id IN (SELECT unnest(from_json($1, '["BIGINT"]')))
ORDER BY e.version_id, e.rowid
