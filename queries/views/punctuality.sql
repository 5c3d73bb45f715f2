-- Grain: one row for each agency and year that reported or was expected to.
-- Sources: report, version_current, register_current, agency_current, agency_heir, region_valid, reporting_deadline.
-- Meaning: the deadline of the body, the first day on which its report is known to have been published, and status:
--   on_time, late   by that day (a re-issue does not make a report late); days_late is 0 or more
--   missing         expected and not there: on the register, or, where the region has no register for the year, seen in an
--                   earlier one and still in being, or the successor of one that was
--   unknown         the date is not known, or a rendition without a date may have come before a date that is too late
-- Additive over: count of agencies. Excluded: unsettled and withdrawn reports; agencies whose region does not exist in the year.
-- Null rule: days_late is NULL for missing and unknown; contact where the register has none.
CREATE OR REPLACE VIEW punctuality AS
WITH dated AS (
  SELECT agency_id, year, min(published_on) AS first_published_on,
         max(CASE WHEN published_on IS NULL THEN 1 ELSE 0 END) AS has_undated
  FROM version_current
  WHERE agency_id IS NOT NULL AND year IS NOT NULL
  GROUP BY agency_id, year
),
listed AS (
  SELECT DISTINCT region_code, year FROM register_current
),
seen AS (
  SELECT agency_id, region_code, min(year) AS first_year FROM report GROUP BY agency_id, region_code
),
awaited AS (
  SELECT agency_id, region_code, first_year FROM seen
  UNION ALL
  SELECT h.heir_id, h.region_code, greatest(s.first_year, year(h.since) - 1) FROM seen s JOIN agency_heir h ON h.agency_id = s.agency_id
),
due AS (
  SELECT agency_id, region_code, year, 1 AS is_given FROM report
  UNION ALL
  SELECT agency_id, region_code, year, 0 FROM register_current WHERE status = 'expected'
  UNION ALL
  SELECT s.agency_id, s.region_code, y.year, 0
  FROM awaited s
  JOIN region_valid y ON y.region_code = s.region_code AND y.year > s.first_year
  JOIN agency_current a ON a.agency_id = s.agency_id
  LEFT JOIN listed k ON k.region_code = y.region_code AND k.year = y.year
  WHERE k.region_code IS NULL AND (a.valid_to IS NULL OR a.valid_to >= make_date(y.year, 12, 31))
),
one AS (
  SELECT agency_id, region_code, year, max(is_given) AS is_given FROM due GROUP BY agency_id, region_code, year
),
judged AS (
  SELECT o.agency_id, a.name AS agency, o.region_code, y.region_name, o.year, a.kind AS agency_kind, a.level AS agency_level,
         make_date(o.year + 1, d.deadline_month, d.deadline_day) AS deadline,
         t.first_published_on, t.has_undated, o.is_given, k.contact
  FROM one o
  JOIN agency_current a ON a.agency_id = o.agency_id
  JOIN region_valid y ON y.region_code = o.region_code AND y.year = o.year
  LEFT JOIN dated t ON t.agency_id = o.agency_id AND t.year = o.year
  LEFT JOIN register_current k ON k.agency_id = o.agency_id AND k.year = o.year
  LEFT JOIN reporting_deadline d ON d.level = a.level
    AND d.body = CASE WHEN a.system IS NOT NULL OR a.kind = 'vertical' THEN 'vertical'
                      WHEN a.kind IN ('government', 'zone_committee') THEN 'government' ELSE 'department' END
)
SELECT year, region_code, region_name, agency, agency_kind, agency_level, deadline, first_published_on,
       CASE WHEN is_given = 0 THEN NULL WHEN first_published_on <= deadline THEN 0
            WHEN has_undated = 0 THEN CAST(datediff('day', deadline, first_published_on) AS INTEGER) END AS days_late,
       CASE WHEN is_given = 0 THEN 'missing' WHEN first_published_on <= deadline THEN 'on_time'
            WHEN first_published_on > deadline AND has_undated = 0 THEN 'late' ELSE 'unknown' END AS status,
       contact, agency_id
FROM judged;
