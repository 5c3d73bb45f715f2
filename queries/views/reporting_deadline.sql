-- Grain: one row for each kind of reporting body and level.
-- Sources: none (国办公开办函〔2019〕60号 and 〔2021〕30号; art. 49 of the regulation).
-- Meaning: by which day of the following year a body reports: departments and towns 31 January, counties 20 February, cities
--   10 March, provinces, departments of the State Council and vertical systems 31 March. `body`: government (with its
--   area: governments and zones), vertical, department (everything else).
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW reporting_deadline AS
SELECT body, level, deadline_month, deadline_day
FROM (VALUES
  ('government', 'nation', 3, 31), ('government', 'province', 3, 31), ('government', 'city', 3, 10),
  ('government', 'county', 2, 20), ('government', 'town', 1, 31),
  ('department', 'nation', 3, 31), ('department', 'province', 1, 31), ('department', 'city', 1, 31),
  ('department', 'county', 1, 31), ('department', 'town', 1, 31),
  ('vertical', 'nation', 3, 31), ('vertical', 'province', 3, 31), ('vertical', 'city', 3, 31),
  ('vertical', 'county', 3, 31), ('vertical', 'town', 3, 31)
) AS named (body, level, deadline_month, deadline_day);
