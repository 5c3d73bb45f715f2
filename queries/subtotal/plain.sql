-- Grain: one row, whether the connection shows all that is known, as it was published: only that is stored.
SELECT getvariable('values') IS NULL AND getvariable('as_of') IS NULL AND getvariable('known_before') IS NULL
   AND getvariable('subtotals') IS NULL;
