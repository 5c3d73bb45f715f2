-- Grain: one row for each piece of evidence of a version, in the order in which it was found, and last what is taken over from
--   another document of the report, for which a person settled it.
-- Sources: evidence, override_current, report_version, region. Parameter: $1 versions as a JSON list.
-- Null rule: name is empty where the value is no region, or one that is in no list.
WITH place AS (
  SELECT r.code, arg_max(coalesce(p.name, '') || r.name, r.valid_from) AS name
  FROM region r
  LEFT JOIN region p ON p.code = r.parent_code AND p.level <> 'nation'
  GROUP BY r.code
),
asked AS (
  SELECT unnest(from_json($1, '["BIGINT"]')) AS version_id
),
found AS (
  SELECT e.version_id, e.field, e.value, e.source, coalesce(e.quote, '') AS quote, e.rowid AS n
  FROM evidence e
  WHERE e.version_id IN (SELECT version_id FROM asked)
  UNION ALL
  SELECT v.version_id, CASE WHEN o.field = 'region_code' THEN 'region' ELSE o.field END, o.value, 'taken_over',
         substr(o.taken_from, 1, 12), NULL
  FROM override_current o
  JOIN report_version v ON v.document_id = o.document_id AND v.ordinal = o.ordinal
  WHERE o.taken_from IS NOT NULL AND v.version_id IN (SELECT version_id FROM asked)
)
SELECT e.version_id, e.field, e.value, e.source, e.quote,
       CASE WHEN e.field IN ('region', 'region_candidate') THEN coalesce(p.name, '') ELSE '' END AS name
FROM found e
LEFT JOIN place p ON p.code = e.value
ORDER BY e.version_id, e.n NULLS LAST, e.field
