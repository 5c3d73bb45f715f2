INSERT INTO document (document_id, sha256, media_type, bytes, source, fetched_at, reason, message, parser_version, batch_id)
SELECT
    (SELECT coalesce(max(document_id), 0) FROM document) + row_number() OVER (ORDER BY slot),
    sha256, media_type, bytes, source, fetched_at, reason, message, parser_version, $batch_id
FROM new_document
ORDER BY slot;
