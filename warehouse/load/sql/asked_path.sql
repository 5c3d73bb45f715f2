-- The paths of which known_file.sql tells.
CREATE OR REPLACE TEMP TABLE asked_path (
    path VARCHAR
);
