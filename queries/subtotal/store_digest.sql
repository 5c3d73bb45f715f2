-- Stores the digests of the pending versions from $1 to $2, in the order of the versions.
INSERT INTO table_digest (version_id, subject, filled, numbers, flow_numbers, cells_digest, filled_digest)
SELECT version_id, subject, filled, numbers, flow_numbers, cells_digest, filled_digest
FROM digest_computed
WHERE version_id BETWEEN $1 AND $2
ORDER BY version_id, subject;
