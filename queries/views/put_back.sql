-- Grain: one row for each version of a report that lies again where the version that counts lay for a time.
-- Sources: report, version_current, document, document_path, batch.
-- Meaning: a file was replaced and put back to what it was. Which version counts does not depend on the order of arrival, so the one
--   put back need not be it: version_id counts, other_version_id lies there. A file is the same under the same path, or under its name in
--   another folder, as where each fetch has a folder of its own. The document put back was read in a run before the one that
--   counts, and lies again since a run after it. why is the first of the rules of view report that decides between the two. batch_id is the
--   batch that brought the document that counts, and documents how many there are in that batch.
-- Excluded: a file that only has a new date; a document that lies elsewhere under another name. Additive over: nothing, but rows may
--   be counted. Null rule: published_on is NULL where it is unknown.
CREATE OR REPLACE VIEW put_back AS
WITH dated AS (
  SELECT agency_id, year, is_correction, max(published_on) AS published_on
  FROM version_current
  WHERE agency_id IS NOT NULL
  GROUP BY agency_id, year, is_correction
),
pair AS (
  SELECT r.version_id, r.document_id, r.sha256, r.published_on, v.version_id AS other_version_id, v.sha256 AS other_sha256,
         CASE WHEN r.is_correction <> v.is_correction THEN 'correction'
              WHEN v.published_on < d.published_on THEN 'published'
              WHEN r.cells_with_value <> v.cells_with_value THEN 'cells'
              WHEN r.failed_sums <> v.failed_sums THEN 'sums'
              ELSE 'sha256' END AS why
  FROM report r
  JOIN version_current v ON v.agency_id = r.agency_id AND v.year = r.year AND v.sha256 <> r.sha256
  JOIN dated d ON d.agency_id = r.agency_id AND d.year = r.year AND d.is_correction = r.is_correction
  WHERE r.renditions > 1
),
involved AS (
  SELECT sha256 FROM pair
  UNION
  SELECT other_sha256 FROM pair
),
seen AS (
  SELECT p.path, p.sha256, p.batch_id, b.run_id, b.recorded_at,
         lag(p.sha256) OVER (PARTITION BY p.path ORDER BY p.batch_id) AS sha256_before,
         first_value(p.sha256) OVER (PARTITION BY p.path ORDER BY p.batch_id DESC) AS sha256_now
  FROM document_path p
  JOIN batch b ON b.batch_id = p.batch_id
  WHERE b.recorded_at < (SELECT known_before FROM as_of)
    AND p.path IN (SELECT h.path FROM document_path h JOIN involved i ON i.sha256 = h.sha256)
),
laid AS (
  SELECT path, sha256, sha256_now, batch_id, run_id, regexp_extract(path, '[^/\\!]*$') AS name
  FROM seen
  WHERE sha256_before IS DISTINCT FROM sha256
),
first_read AS (
  SELECT sha256, min(run_id) AS run_id, min(recorded_at) AS recorded_at FROM seen GROUP BY sha256
),
last_laid AS (
  SELECT sha256, max(run_id) AS run_id FROM laid GROUP BY sha256
),
back AS (
  SELECT p.version_id, p.other_version_id, p.document_id, p.sha256, p.other_sha256, p.published_on, p.why,
         max(l.path) AS path, max(c.path) AS counting_path, min(f.recorded_at) AS read_at, max(l.batch_id) AS back_batch_id
  FROM pair p
  JOIN laid l ON l.sha256 = p.other_sha256
  JOIN laid c ON c.sha256 = p.sha256 AND c.name = l.name
  JOIN first_read f ON f.sha256 = p.other_sha256
  JOIN first_read g ON g.sha256 = p.sha256
  JOIN last_laid e ON e.sha256 = p.sha256
  WHERE l.sha256_now = l.sha256 AND f.run_id < g.run_id AND e.run_id < l.run_id
  GROUP BY p.version_id, p.other_version_id, p.document_id, p.sha256, p.other_sha256, p.published_on, p.why
)
SELECT k.version_id, k.other_version_id, k.sha256, k.other_sha256, k.path, k.counting_path, k.read_at, k.published_on, k.why,
       k.back_batch_id, b.batch_id, b.documents
FROM back k
JOIN document d ON d.document_id = k.document_id
JOIN batch b ON b.batch_id = d.batch_id;
