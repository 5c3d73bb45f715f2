-- Grain: one row: a body as it is now. Source: agency_current. Parameter: $1 the body. Null rule: empty where there is none.
SELECT name, level, kind, coalesce(system, '') AS system, coalesce(strftime(valid_from, '%Y-%m-%d'), '') AS valid_from,
       coalesce(strftime(valid_to, '%Y-%m-%d'), '') AS valid_to
FROM agency_current
WHERE agency_id = $1;
