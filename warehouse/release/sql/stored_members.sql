-- Grain: one row for each member of the totals of a release, with the columns of members.sql. $2 the release.
SELECT * EXCLUDE (release_id) FROM release_member WHERE release_id = $2
