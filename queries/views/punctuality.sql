-- Grain: one row for each agency and year that reported or was expected to.
-- Sources: report_due, as_of.
-- Meaning: the first day on which its report is known to have been published, against the day by which the law wants it published, and
--   status:
--   on_time, late   by that day (a re-issue does not make a report late)
--   missing         expected and not there: on the register, or, where the region has no register for the year, seen in an
--                   earlier one and still in being, or the successor of one that was. What that means says `absence`:
--     not_collected   the warehouse has none, and nobody says that it looked: nothing is said against the body
--     not_found       somebody looked at an address on a day, and it was not there
--     not_filed       the register expects it and records what comes in, and by the day for filing none had come
--   unknown         the day of publication or the one by which it is due is not known, or a rendition without a date may have come
--                   before a date that is too late
--   days_late: of a late report from the day for publishing to its publication; not_found from there to the last look, 0 where that was
--   in time; not_filed from the day for filing to the as-of day (today, where there is none).
-- Additive over: count of agencies. Excluded: unsettled and withdrawn reports; agencies whose region does not exist in the year.
-- Null rule: absence is NULL but for missing; days_late for not_collected, unknown and where no day is set; the deadlines where none is
--   set; looked_on and address where nobody looked in vain; contact where the register has none.
CREATE OR REPLACE VIEW punctuality AS
WITH told AS (
  SELECT p.year, p.region_code, p.region_name, p.agency, p.agency_kind, p.agency_level, p.filing_deadline, p.publishing_deadline,
         p.first_published_on, p.status, p.days_published_late, p.looked_on, p.address, p.contact, p.agency_id, t.day,
         {absence} AS absence
  FROM report_due p
  CROSS JOIN as_of t
)
SELECT year, region_code, region_name, agency, agency_kind, agency_level, filing_deadline, publishing_deadline, first_published_on,
       CASE WHEN absence IS NULL THEN days_published_late
            ELSE {days_absent} END AS days_late,
       status, absence, looked_on, address, contact, agency_id
FROM told;
