-- Grain: one row for each report and subject whose whole table is that of the year before.
-- Sources: same_table.
-- Meaning: rule copied.year: every cell of the table is as it was, values and blanks alike, and some flow is not
--   zero. left and right are the number of cells that are not zero. numbers is how many different flows there are: fewer than the
--   rule asks for may well repeat by chance.
-- Additive over: nothing, but findings may be counted.
-- Excluded: tables on another form; tables in which only stocks are not zero, as in an office that did nothing new.
-- Null rule: indicator_id is NULL: the whole table is meant.
CREATE OR REPLACE VIEW rule_copied_year AS
SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, numbers
FROM same_table
WHERE rule = 'copied.year';
