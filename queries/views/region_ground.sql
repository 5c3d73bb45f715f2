-- Grain: one row for each region, year and subject whose preferred total rests on a report.
-- Sources: region_member, report_subject.
-- Meaning: what the preferred total stands on, to be held beside the same of another year (region_break). first_form and last_form: the
--   oldest and the newest form among its reports. missing: the bodies that gave no report; 0 for a published total, which is one
--   report. members: its reports; members_key and scopes_key tell one set of reports from another: sums over who reports (a body,
--   or an area or level report of a region) and over who reports in which scope, of 12 digits out of a hash. has_level: a
--   本级 report stands for all bodies of a level.
-- Additive over: nothing. Excluded: members that gave no report. Null rule: no NULLs.
CREATE OR REPLACE VIEW region_ground AS
WITH reporter AS (
  SELECT subject, version_id, form, role,
         CAST(translate(substr(md5(who), 1, 12), 'abcdef', '012345') AS DECIMAL(12, 0)) AS who_key,
         CAST(translate(substr(md5(who || ' ' || scope), 1, 12), 'abcdef', '012345') AS DECIMAL(12, 0)) AS scope_key
  FROM (
    SELECT subject, version_id, form, scope, role,
           CASE WHEN role = 'body' THEN CAST(agency_id AS VARCHAR) ELSE role || ' ' || node_code END AS who
    FROM report_subject
    WHERE role <> 'none'
  )
)
SELECT m.subject, m.year, m.region_code, m.prefers_published, m.expected_from,
       CASE WHEN m.prefers_published THEN 0 ELSE m.missing_bodies END AS missing,
       min(s.form) AS first_form, max(s.form) AS last_form, CAST(count(*) AS INTEGER) AS members,
       sum(s.who_key) AS members_key, sum(s.scope_key) AS scopes_key, max(CASE WHEN s.role = 'level' THEN 1 ELSE 0 END) = 1 AS has_level
FROM region_member m
JOIN reporter s ON s.version_id = m.version_id AND s.subject = m.subject
WHERE m.is_published = m.prefers_published
GROUP BY m.subject, m.year, m.region_code, m.prefers_published, m.expected_from, m.missing_bodies;
