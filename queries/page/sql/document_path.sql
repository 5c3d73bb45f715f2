-- Grain: one row for each path at which a document was seen, of a document from which a report is read. Sources: document_path,
--   version_current.
-- Parameter: $1 the hash of the document. Null rule: none.
SELECT p.path
FROM document_path p
WHERE p.sha256 = $1 AND p.sha256 IN (SELECT sha256 FROM version_current)
ORDER BY p.path
