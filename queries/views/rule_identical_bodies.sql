-- Grain: one row for each report and subject whose whole table another body printed in the same year too.
-- Sources: same_table.
-- Meaning: rule identical.bodies: all cells that are not zero are equal, at least five different numbers among them
--   (fewer are alike by chance in thousands of small bodies). left is the number of those cells, right that of the
--   other bodies with the same table; other_version_id is one of them. numbers is how many different numbers there are.
-- Additive over: nothing, but findings may be counted.
-- Excluded: tables with fewer than five different numbers; the same body in other years (copied.year).
-- Null rule: indicator_id is NULL: the whole table is meant.
CREATE OR REPLACE VIEW rule_identical_bodies AS
SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, numbers
FROM same_table
WHERE rule = 'identical.bodies';
