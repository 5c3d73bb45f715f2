-- {relation} as it was frozen in the release that the session asks for; the view of schema live says what it means. A column that came
-- later is NULL. The guard stands in a subquery, which is asked also where no row is held.
CREATE OR REPLACE VIEW released.{relation} AS
SELECT {columns}
FROM release_row
WHERE release_id = getvariable('release') AND relation = '{relation}' AND (
  SELECT CASE WHEN count(*) = 0 THEN error('not in a release: {relation} (early)') ELSE TRUE END
  FROM release_row
  WHERE release_id = getvariable('release') AND relation = '{relation}'
);
