-- Grain: one row for each total that two releases of one year hold with another value, and report that is a cause of it; one row
--   without a cause where no report is. Sources: release_total, release_member, release_input, cell_value, region, indicator,
--   report_version, document, withdrawal, version_current, revision_class.
-- Parameters: $1 the earlier release, $2 the later one.
-- Meaning of cause: corrected (a titled correction took the place), republished (a later publication), rendition (another document of
--   the same day, or of a day that is not known), reread (the same document, by another parser or other rules), resettled (the same
--   reading, of another body, scope or region), added and removed (a report that only one release has), unread (it is no longer read
--   in the document), counted and covered (both have it, only one sums it). classes are those of the causes; that a report is counted
--   or covered is one of its own only where nothing else happened to the total.
-- Bounds are those that were frozen.
-- Additive over: nothing, totals contain parts. Null rule: a value is NULL where there is none.
WITH before AS (
  SELECT region_code, basis, indicator_id, value, preferred, bound
  FROM release_total
  WHERE release_id = $1
),
after AS (
  SELECT region_code, basis, indicator_id, value, preferred, bound
  FROM release_total
  WHERE release_id = $2
),
restated AS (
  SELECT coalesce(a.region_code, b.region_code) AS region_code, coalesce(a.basis, b.basis) AS basis,
         coalesce(a.indicator_id, b.indicator_id) AS indicator_id, b.value AS before_value, a.value AS after_value,
         b.bound AS before_bound, a.bound AS after_bound,
         coalesce(b.preferred, FALSE) AS before_preferred, coalesce(a.preferred, FALSE) AS after_preferred
  FROM before b
  FULL JOIN after a ON a.region_code = b.region_code AND a.basis = b.basis AND a.indicator_id = b.indicator_id
  WHERE a.value IS DISTINCT FROM b.value
),
old_member AS (
  SELECT m.subject, m.region_code, m.is_published, i.agency_id, m.version_id
  FROM release_member m
  JOIN release_input i ON i.release_id = m.release_id AND i.version_id = m.version_id
  WHERE m.release_id = $1
),
new_member AS (
  SELECT m.subject, m.region_code, m.is_published, i.agency_id, m.version_id
  FROM release_member m
  JOIN release_input i ON i.release_id = m.release_id AND i.version_id = m.version_id
  WHERE m.release_id = $2
),
moved AS (
  SELECT coalesce(o.subject, n.subject) AS subject, coalesce(o.region_code, n.region_code) AS region_code,
         coalesce(o.is_published, n.is_published) AS is_published, coalesce(o.agency_id, n.agency_id) AS agency_id,
         o.version_id AS old_version_id, n.version_id AS new_version_id
  FROM old_member o
  FULL JOIN new_member n ON n.subject = o.subject AND n.region_code = o.region_code AND n.is_published = o.is_published
    AND n.agency_id = o.agency_id
  WHERE o.version_id IS DISTINCT FROM n.version_id
),
old_input AS (
  SELECT * FROM release_input WHERE release_id = $1
),
-- By what the documents were read that were there when the earlier release was made.
familiar AS (
  SELECT d.sha256, max(v.parser_version || ' ' || v.rules_version) AS reader
  FROM report_version v
  JOIN document d ON d.document_id = v.document_id
  WHERE v.recorded_at < (SELECT known_before FROM release WHERE release_id = $1)
  GROUP BY d.sha256
),
-- What is in no report any more though nobody took it out and no other body has it.
lost AS (
  SELECT v.version_id
  FROM report_version v
  JOIN document d ON d.document_id = v.document_id
  WHERE v.document_id NOT IN (SELECT document_id FROM version_current)
    AND NOT EXISTS (SELECT 1 FROM withdrawal w JOIN report_version o ON o.version_id = w.version_id WHERE o.document_id = v.document_id)
    AND NOT EXISTS (SELECT 1 FROM withdrawal w WHERE w.batch_id IN (v.batch_id, d.batch_id))
),
new_input AS (
  SELECT * FROM release_input WHERE release_id = $2
),
blamed AS (
  SELECT m.subject, m.region_code, m.is_published, m.old_version_id, m.new_version_id, coalesce(n.agency, o.agency) AS agency,
         coalesce(n.region_code, o.region_code) AS agency_region_code,
         CASE WHEN o.agency_id IS NULL AND f.reader = n.parser_version || ' ' || n.rules_version THEN 'resettled'
              WHEN o.agency_id IS NULL AND f.reader IS NOT NULL THEN 'reread'
              WHEN o.agency_id IS NULL THEN 'added'
              WHEN n.agency_id IS NULL AND m.old_version_id IN (SELECT version_id FROM lost) THEN 'unread'
              WHEN n.agency_id IS NULL THEN 'removed'
              WHEN m.old_version_id IS NULL THEN 'counted'
              WHEN m.new_version_id IS NULL THEN 'covered'
              WHEN n.sha256 <> o.sha256 AND n.is_correction THEN 'corrected'
              WHEN n.sha256 <> o.sha256 AND n.published_on > o.published_on THEN 'republished'
              WHEN n.sha256 <> o.sha256 THEN 'rendition'
              WHEN n.parser_version <> o.parser_version OR n.rules_version <> o.rules_version THEN 'reread'
              ELSE 'resettled' END AS cause
  FROM moved m
  LEFT JOIN old_input o ON o.agency_id = m.agency_id
  LEFT JOIN new_input n ON n.agency_id = m.agency_id
  LEFT JOIN familiar f ON f.sha256 = n.sha256
),
told AS (
  SELECT version_id, indicator_id, subject, value
  FROM cell_value
  WHERE version_id IN (SELECT old_version_id FROM moved UNION SELECT new_version_id FROM moved)
),
cause AS (
  SELECT r.region_code, r.basis, r.indicator_id, b.cause, b.agency, b.agency_region_code, o.value AS old_value, n.value AS new_value
  FROM restated r
  JOIN indicator i ON i.indicator_id = r.indicator_id
  JOIN blamed b ON b.region_code = r.region_code AND b.subject = i.subject AND b.is_published = (r.basis = 'published')
  LEFT JOIN told o ON o.version_id = b.old_version_id AND o.indicator_id = r.indicator_id
  LEFT JOIN told n ON n.version_id = b.new_version_id AND n.indicator_id = r.indicator_id
  WHERE o.value IS DISTINCT FROM n.value
),
classed AS (
  SELECT c.region_code, c.basis, c.indicator_id, string_agg(DISTINCT k.class, ', ' ORDER BY k.class) AS classes
  FROM cause c
  JOIN revision_class k ON k.cause = c.cause
  WHERE c.cause NOT IN ('counted', 'covered')
  GROUP BY c.region_code, c.basis, c.indicator_id
),
place AS (
  SELECT code, arg_max(name, valid_from) AS name FROM region GROUP BY code
)
SELECT r.region_code, p.name AS region, r.basis, i.code, i.label_zh, i.label_en,
       rtrim(rtrim(CAST(r.before_value AS VARCHAR), '0'), '.') AS before_value,
       rtrim(rtrim(CAST(r.after_value AS VARCHAR), '0'), '.') AS after_value, r.before_bound, r.after_bound,
       rtrim(rtrim(CAST(r.after_value - r.before_value AS VARCHAR), '0'), '.') AS difference,
       r.before_preferred, r.after_preferred, coalesce(d.classes, (SELECT class FROM revision_class WHERE cause = 'membership')) AS classes,
       coalesce(c.cause, '') AS cause, coalesce(k.class, '') AS class, coalesce(c.agency, '') AS agency,
       coalesce(c.agency_region_code, '') AS agency_region_code,
       rtrim(rtrim(CAST(c.old_value AS VARCHAR), '0'), '.') AS agency_before,
       rtrim(rtrim(CAST(c.new_value AS VARCHAR), '0'), '.') AS agency_after
FROM restated r
JOIN indicator i ON i.indicator_id = r.indicator_id
LEFT JOIN place p ON p.code = r.region_code
LEFT JOIN cause c ON c.region_code = r.region_code AND c.basis = r.basis AND c.indicator_id = r.indicator_id
LEFT JOIN revision_class k ON k.cause = c.cause
LEFT JOIN classed d ON d.region_code = r.region_code AND d.basis = r.basis AND d.indicator_id = r.indicator_id
ORDER BY r.region_code, r.basis, r.indicator_id, c.cause, c.agency_region_code, c.agency
