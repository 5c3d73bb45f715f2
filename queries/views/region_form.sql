-- Grain: one row for each region, year and subject whose preferred total rests on a report.
-- Sources: region_ground. A selection of its columns.
-- Meaning: the oldest and the newest form among the reports that the preferred total is made of.
-- Additive over: nothing. Excluded: members that gave no report. Null rule: no NULLs.
CREATE OR REPLACE VIEW region_form AS
SELECT subject, year, region_code, first_form, last_form
FROM region_ground;
