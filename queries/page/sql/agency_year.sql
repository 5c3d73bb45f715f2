-- Grain: one row for each year in which a body reported or was on the register.
-- Sources: report, punctuality, register_current, register_standing, version_current, finding, verdict. Parameter: $1 the body.
-- Null rule: what is not known is empty or 0; days_late is NULL where the day of publication or the deadline is not known.
WITH ruling AS (
  SELECT finding_id, arg_max(verdict, recorded_at) AS verdict
  FROM verdict
  WHERE recorded_at < (SELECT known_before FROM as_of)
  GROUP BY finding_id
),
found AS (
  SELECT r.year, count(*) FILTER (WHERE f.severity = 'error') AS errors, count(*) FILTER (WHERE f.severity = 'warning') AS warnings
  FROM report r
  JOIN finding f ON f.version_id = r.version_id
  LEFT JOIN ruling v ON v.finding_id = f.finding_id
  WHERE r.agency_id = $1 AND (v.verdict IS NULL OR v.verdict NOT IN ('accepted', 'dismissed'))
  GROUP BY r.year
),
span AS (
  SELECT year FROM report WHERE agency_id = $1
  UNION
  SELECT year FROM register_current WHERE agency_id = $1
  UNION
  SELECT year FROM punctuality WHERE agency_id = $1
)
SELECT s.year, coalesce(k.status, '') AS register, coalesce(k.contact, '') AS contact, coalesce(g.standing, '') AS standing,
       coalesce(p.status, '') AS punctual, coalesce(p.absence, '') AS absence,
       coalesce(strftime(p.filing_deadline, '%Y-%m-%d'), '') AS filing_deadline,
       coalesce(strftime(p.publishing_deadline, '%Y-%m-%d'), '') AS publishing_deadline, p.days_late,
       coalesce(strftime(p.looked_on, '%Y-%m-%d'), '') AS looked_on, coalesce(p.address, '') AS address,
       coalesce(strftime(r.published_on, '%Y-%m-%d'), '') AS published_on, coalesce(r.title, '') AS title,
       coalesce(CAST(r.scope_disclosure AS VARCHAR), '') AS scope_disclosure,
       coalesce(CAST(r.scope_request AS VARCHAR), '') AS scope_request,
       coalesce(CAST(r.scope_appeal AS VARCHAR), '') AS scope_appeal,
       coalesce(r.form_request, '') AS form, coalesce(r.renditions, 0) AS renditions,
       coalesce(f.errors, 0) AS errors, coalesce(f.warnings, 0) AS warnings, coalesce(r.version_id, 0) AS version_id
FROM span s
LEFT JOIN report r ON r.agency_id = $1 AND r.year = s.year
LEFT JOIN register_current k ON k.agency_id = $1 AND k.year = s.year
LEFT JOIN register_standing g ON g.agency_id = $1 AND g.year = s.year
LEFT JOIN punctuality p ON p.agency_id = $1 AND p.year = s.year
LEFT JOIN found f ON f.year = s.year
ORDER BY s.year
