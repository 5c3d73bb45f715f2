-- A view of schema released: {relation} as it was frozen in the release that the session asks for; the view of schema live says what it
-- means. Where the release was made by a version that did not freeze it, the question ends with an error. The guard stands in a subquery,
-- which is asked also where no row is held, and before any filter.
CREATE OR REPLACE VIEW released.{relation} AS
SELECT {columns}
FROM (
  {frozen}
)
WHERE (
  SELECT CASE WHEN count(*) = 0 THEN error('not in a release: {relation}') ELSE TRUE END
  FROM release
  WHERE release_id = getvariable('release') AND list_contains(string_split(held, ' '), '{relation}')
);
