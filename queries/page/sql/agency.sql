-- Grain: one row: the head of a body's page. Sources: agency_current, region. Parameter: $1 the body.
WITH place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
)
SELECT c.name, c.region_code, coalesce(p.name, '') AS region, c.level, c.kind, coalesce(c.system, '') AS system,
       coalesce(strftime(c.valid_from, '%Y-%m-%d'), '') AS valid_from, coalesce(strftime(c.valid_to, '%Y-%m-%d'), '') AS valid_to
FROM agency_current c
LEFT JOIN place p ON p.code = c.region_code
WHERE c.agency_id = $1
