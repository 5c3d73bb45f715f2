-- Grain: one row for each total of the year before that a release holds, with the columns of previous.sql. $2 the release.
SELECT * EXCLUDE (release_id) FROM release_previous WHERE release_id = $2
