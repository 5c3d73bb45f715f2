-- The tables of a release on their way there, without its id.
CREATE OR REPLACE TEMP TABLE new_release_input AS SELECT * EXCLUDE (release_id) FROM release_input LIMIT 0;
CREATE OR REPLACE TEMP TABLE new_release_total AS SELECT * EXCLUDE (release_id) FROM release_total LIMIT 0;
CREATE OR REPLACE TEMP TABLE new_release_member AS SELECT * EXCLUDE (release_id) FROM release_member LIMIT 0;
CREATE OR REPLACE TEMP TABLE new_release_previous AS SELECT * EXCLUDE (release_id) FROM release_previous LIMIT 0;
