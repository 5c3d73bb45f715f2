-- Grain: one row for each report whose document begins with the given digits, also one that was withdrawn.
-- Sources: report_version, document. Parameters: $1 the first hex digits of a document's hash; $2 which report of it, 0 for all.
-- Null rule: no NULLs. version_id is that of the newest reading.
SELECT d.sha256, v.ordinal, max(v.version_id) AS version_id
FROM document d
JOIN report_version v ON v.document_id = d.document_id
WHERE starts_with(d.sha256, $1) AND ($2 = 0 OR v.ordinal = $2)
GROUP BY d.sha256, v.ordinal
ORDER BY d.sha256, v.ordinal
