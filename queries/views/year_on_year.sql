-- Grain: one row for each region, year and indicator, on the preferred basis, where the region has any report of the subject in
--   the year before too.
-- Sources: year_comparison. A filter and nothing else: every rule is in the view it filters.
-- Meaning: the value beside that of the year before, with the breaks between the two.
-- Additive over, excluded, null rule: as year_comparison.
CREATE OR REPLACE VIEW year_on_year AS
SELECT year, region_code, region_name, level, subject, item, heading, label_zh, value, previous_value, difference, ratio, unit, is_total,
       comparable, is_break, breaks, code, previous_code, basis, previous_basis, bound, previous_bound, missing,
       previous_missing
FROM year_comparison
WHERE previous_year = year - 1;
