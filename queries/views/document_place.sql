-- Grain: one row for each document that was found somewhere, as known on the as-of day.
-- Sources: document_path, batch.
-- Meaning: where the document was seen last. Of a member of an archive the path is archive!member.
-- Additive over: count of documents. Excluded: paths that were not known yet. Null rule: no NULLs.
CREATE OR REPLACE VIEW document_place AS
WITH ranked AS (
  SELECT p.sha256, p.path, row_number() OVER (PARTITION BY p.sha256 ORDER BY p.batch_id DESC, p.path) AS place
  FROM document_path p
  JOIN batch b ON b.batch_id = p.batch_id
  WHERE b.recorded_at < (SELECT known_before FROM as_of)
)
SELECT sha256, path FROM ranked WHERE place = 1;
