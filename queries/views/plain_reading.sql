-- Grain: one row.
-- Sources: the session variables as_of, known_before, values, boundaries, strict, release and subtotals.
-- Meaning: whether the session sees the plain state: all that is known, as it was published, on the boundaries of each year, the
--   values solved from damaged digits among it. Only of that anything is stored.
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW plain_reading AS
SELECT getvariable('as_of') IS NULL AND getvariable('known_before') IS NULL AND getvariable('subtotals') IS NULL
   AND getvariable('release') IS NULL
   AND (getvariable('values') IS NULL OR getvariable('values') = 'published')
   AND (getvariable('boundaries') IS NULL OR getvariable('boundaries') <> 'today')
   AND NOT {is_strict} AS is_plain;
