-- {answer} of the plain state, as it was stored; view live.{answer} says what it means, and answers every other reading.
-- The guard stands in a subquery, which is asked also where no row is stored.
CREATE OR REPLACE VIEW {schema}.{answer} AS
SELECT {columns}
FROM stored.{answer}
WHERE (
  SELECT CASE WHEN NOT p.is_plain
              THEN error('{answer} is stored as all that is known was published, on the boundaries of each year; ' ||
                         'SET search_path = ''live,main'' computes others')
              WHEN (SELECT count(*) FROM stored_answer WHERE answer = '{answer}') = 0
              THEN error('{answer} is not stored since the warehouse was last written: publish a snapshot, or ask live.{answer}')
              ELSE TRUE END
  FROM plain_reading p
);
