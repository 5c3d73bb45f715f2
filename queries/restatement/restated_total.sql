-- Grain: one row for each city or province, year, basis and indicator whose total is another than before, or is preferred now and
--   was not, or was and is not. Sources: earlier_total, later_total, the members of both, changed_report, region, verdict, finding,
--   revision_class. Parameters: $1 and $2 as of restated_cell; $3 and $4 the days between.
-- Meaning: causes are those of the changed reports among the members, on either day; `verdict` where none of them changed and a
--   person ruled on a finding of one, which decides which basis is preferred; else `membership`: the register or the boundaries
--   decide who is summed. classes are those of the causes.
-- Null rule: a value is NULL where that day had none; difference where either had none.
WITH RECURSIVE inside AS (
  SELECT code FROM region WHERE $1 IN (code, name)
  UNION
  SELECT r.code FROM region r JOIN inside i ON i.code = r.parent_code
),
member AS (
  SELECT subject, year, region_code, basis, version_id FROM earlier_member
  UNION
  SELECT subject, year, region_code, basis, version_id FROM later_member
),
caused AS (
  SELECT m.subject, m.year, m.region_code, m.basis, string_agg(DISTINCT r.cause, ', ' ORDER BY r.cause) AS causes,
         string_agg(DISTINCT k.class, ', ' ORDER BY k.class) AS classes
  FROM member m
  JOIN changed_report r ON m.version_id IN (r.earlier_version_id, r.version_id)
  JOIN revision_class k ON k.cause = r.cause
  GROUP BY m.subject, m.year, m.region_code, m.basis
),
-- Whose findings were ruled on between. Either basis may be preferred because of the other's.
ruled AS (
  SELECT DISTINCT m.subject, m.year, m.region_code
  FROM member m
  JOIN finding f ON f.version_id = m.version_id
  JOIN verdict v ON v.finding_id = f.finding_id
  WHERE v.recorded_at >= timezone('Asia/Shanghai', CAST($3 AS DATE) + INTERVAL 1 DAY)
    AND v.recorded_at < timezone('Asia/Shanghai', CAST($4 AS DATE) + INTERVAL 1 DAY)
),
paired AS (
  SELECT coalesce(l.year, e.year) AS year, coalesce(l.region_code, e.region_code) AS region_code,
         coalesce(l.region_name, e.region_name) AS region_name,
         coalesce(l.level, e.level) AS level, coalesce(l.basis, e.basis) AS basis, coalesce(l.subject, e.subject) AS subject,
         coalesce(l.item, e.item) AS item, coalesce(l.heading, e.heading) AS heading, coalesce(l.label_zh, e.label_zh) AS label_zh,
         e.value AS earlier_value, l.value, coalesce(e.preferred, FALSE) AS was_preferred, coalesce(l.preferred, FALSE) AS preferred,
         e.reports AS earlier_reports, l.reports
  FROM earlier_total e
  FULL JOIN later_total l ON l.year = e.year AND l.region_code = e.region_code AND l.basis = e.basis AND l.subject = e.subject
    AND l.item = e.item AND l.heading = e.heading
)
SELECT p.year, p.region_code, p.region_name, p.level, p.basis, p.was_preferred, p.preferred,
       p.subject || '.' || p.item || '.' || p.heading AS code,
       p.label_zh, CAST(p.earlier_value AS VARCHAR) AS earlier_value, CAST(p.value AS VARCHAR) AS value,
       CAST(p.value - p.earlier_value AS VARCHAR) AS difference,
       coalesce(c.causes, d.cause) AS causes, coalesce(c.classes, d.class) AS classes
FROM paired p
LEFT JOIN caused c ON c.subject = p.subject AND c.year = p.year AND c.region_code = p.region_code AND c.basis = p.basis
LEFT JOIN ruled u ON u.subject = p.subject AND u.year = p.year AND u.region_code = p.region_code
JOIN revision_class d ON d.cause = CASE WHEN u.subject IS NULL THEN 'membership' ELSE 'verdict' END
WHERE (p.earlier_value IS DISTINCT FROM p.value OR (p.was_preferred <> p.preferred AND p.value IS NOT NULL))
  AND ($1 = '' OR p.region_code IN (SELECT code FROM inside)) AND ($2 = 0 OR p.year = $2)
ORDER BY p.year, p.region_code, p.basis, code;
