-- Grain: one row for each pair of forms and degree in which their series compare, where they do not compare fully. Sources: series_break.
SELECT from_form, to_form, comparable, CAST(count(*) AS VARCHAR) AS indicators,
       string_agg(CASE WHEN to_code IS NULL THEN from_code ELSE to_code END, ', '
                  ORDER BY CASE WHEN to_code IS NULL THEN from_code ELSE to_code END) AS codes
FROM series_break
WHERE comparable <> 'yes'
GROUP BY from_form, to_form, comparable
ORDER BY from_form, to_form, comparable
