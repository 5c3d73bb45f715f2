-- Grain: one row a version that the batch adds.
SELECT slot, version_id
FROM new_version
ORDER BY slot;
