INSERT INTO document_path (path, size, modified_at, sha256, batch_id)
SELECT path, size, modified_at, sha256, $batch_id
FROM new_path
ORDER BY slot;
