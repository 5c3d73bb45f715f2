-- Grain: one row: the views that a release shows as they were frozen. $1 the release. Null rule: no NULLs.
SELECT coalesce(held, '') AS held FROM release WHERE release_id = $1
