-- Grain: one row for each document and field that a manifest settled when the document was last read.
-- A document is read again without its manifest; what that said must not be lost.
WITH newest AS (
    SELECT document_id, ordinal, max(version_id) AS version_id
    FROM report_version
    GROUP BY document_id, ordinal
)
SELECT d.sha256, e.field, arg_max(e.value, n.version_id) AS value
FROM newest n
JOIN evidence e ON e.version_id = n.version_id AND e.source = 'manifest'
JOIN document d ON d.document_id = n.document_id
GROUP BY d.sha256, e.field
ORDER BY d.sha256, e.field;
