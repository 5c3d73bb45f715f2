-- Grain: one row for each agency and year for which another version counts than before, with the cause; in a session with adjusted
--   values also for those with an adjustment that was recorded between.
-- Sources: earlier_report, later_report, version_current (as on the later day), report_version, document, withdrawal, adjustment.
--   Parameters: $1 and $2 the days between.
-- Meaning of cause: withdrawal (or the end of one), identity (another agency, year or scope was settled for the same document), parser
--   (the same document read by another parser or other rules), arrival (no report before, nor the document), correction (a titled 更正),
--   publication (a later one), rendition (another of the same publication), adjustment. revision_class has the class of each.
CREATE OR REPLACE TEMP TABLE changed_report AS
WITH span AS (
  SELECT timezone('Asia/Shanghai', CAST($1 AS DATE) + INTERVAL 1 DAY) AS after,
         timezone('Asia/Shanghai', CAST($2 AS DATE) + INTERVAL 1 DAY) AS before
),
taken AS (
  SELECT w.version_id, w.batch_id FROM withdrawal w, span s WHERE w.recorded_at >= s.after AND w.recorded_at < s.before
),
touched AS (
  SELECT v.version_id, v.document_id, v.parser_version || ' ' || v.rules_version AS reader,
         v.version_id IN (SELECT version_id FROM taken WHERE version_id IS NOT NULL)
           OR v.batch_id IN (SELECT batch_id FROM taken WHERE batch_id IS NOT NULL)
           OR d.batch_id IN (SELECT batch_id FROM taken WHERE batch_id IS NOT NULL) AS is_taken
  FROM report_version v JOIN document d ON d.document_id = v.document_id
),
-- What the documents that were there on the first day were read by then.
familiar AS (
  SELECT v.document_id, max(v.parser_version || ' ' || v.rules_version) AS reader
  FROM report_version v, span s
  WHERE v.recorded_at < s.after
  GROUP BY v.document_id
),
adjusted AS (
  SELECT DISTINCT v.version_id
  FROM adjustment a JOIN span s ON a.recorded_at >= s.after AND a.recorded_at < s.before
  JOIN report_version v ON v.report_id = a.report_id
  WHERE getvariable('values') = 'adjusted'
),
paired AS (
  SELECT coalesce(l.agency_id, e.agency_id) AS agency_id, coalesce(l.agency, e.agency) AS agency,
         coalesce(l.region_code, e.region_code) AS region_code, coalesce(l.year, e.year) AS year,
         e.version_id AS earlier_version_id, l.version_id AS version_id, e.document_id AS earlier_document_id, l.document_id,
         e.published_on AS earlier_published_on, l.published_on, e.is_correction AS was_correction, l.is_correction
  FROM earlier_report e
  FULL JOIN later_report l ON l.agency_id = e.agency_id AND l.year = e.year
)
SELECT p.agency_id, p.agency, p.region_code, p.year, p.earlier_version_id, p.version_id,
       CASE WHEN p.earlier_version_id = p.version_id THEN 'adjustment'
            WHEN coalesce(x.is_taken, FALSE) OR coalesce(y.is_taken, FALSE) THEN 'withdrawal'
            WHEN p.earlier_version_id IS NULL AND p.document_id IN (SELECT document_id FROM earlier_report) THEN 'identity'
            WHEN p.version_id IS NULL AND p.earlier_document_id IN (SELECT document_id FROM version_current) THEN 'identity'
            WHEN p.earlier_version_id IS NULL AND f.reader = y.reader THEN 'identity'
            WHEN p.earlier_version_id IS NULL AND f.reader <> y.reader THEN 'parser'
            WHEN p.earlier_version_id IS NULL THEN 'arrival'
            WHEN p.version_id IS NULL THEN 'parser'
            WHEN p.earlier_document_id = p.document_id AND x.reader <> y.reader THEN 'parser'
            WHEN p.earlier_document_id = p.document_id THEN 'identity'
            WHEN p.is_correction AND NOT p.was_correction THEN 'correction'
            WHEN p.published_on > p.earlier_published_on THEN 'publication'
            ELSE 'rendition' END AS cause
FROM paired p
LEFT JOIN touched x ON x.version_id = p.earlier_version_id
LEFT JOIN touched y ON y.version_id = p.version_id
LEFT JOIN familiar f ON f.document_id = p.document_id
WHERE p.earlier_version_id IS DISTINCT FROM p.version_id OR p.version_id IN (SELECT version_id FROM adjusted);
