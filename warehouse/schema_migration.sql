-- Grain: one row a migration that this file has. Made by the migrator itself, before the first of them.
CREATE TABLE IF NOT EXISTS schema_migration (
    version    INTEGER PRIMARY KEY,
    name       VARCHAR NOT NULL,
    checksum   VARCHAR NOT NULL, -- SHA-256 of the migration's file
    applied_at TIMESTAMPTZ NOT NULL
);
