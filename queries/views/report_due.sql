-- Grain: one row for each agency and year that reported or was expected to.
-- Sources: report, version_current, register_current, agency_current, agency_heir, region_valid, region_deadline,
--   look_current.
-- Meaning: punctuality without what depends on the day on which it is asked, so that it can be stored: the days by which the report was
--   to be filed and published, those of the nearest region that has its own; the first day on which it is known to have been published;
--   whether it is there (is_given); whether the register expects it and records what comes in (keeps_receipts); who looked in vain.
--   is_government: the body gives the report of its region.
-- Additive over, excluded: as punctuality. Null rule: as there; looked_on and address are NULL where nobody says that he looked.
CREATE OR REPLACE VIEW report_due AS
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
placed AS (
  SELECT o.agency_id, a.name AS agency, o.region_code, y.region_name, o.year, a.kind AS agency_kind, a.level AS agency_level,
         a.kind = 'government' AND a.level = y.level AS is_government,
         CASE WHEN a.system IS NOT NULL OR a.kind = 'vertical' THEN 'vertical'
              WHEN a.kind IN ('government', 'zone_committee') THEN 'government' ELSE 'department' END AS body, o.is_given
  FROM one o
  JOIN agency_current a ON a.agency_id = o.agency_id
  JOIN region_valid y ON y.region_code = o.region_code AND y.year = o.year
),
judged AS (
  SELECT p.year, p.region_code, p.region_name, p.agency, p.agency_kind, p.agency_level, p.is_government,
         CASE WHEN d.year IS NULL THEN e.filing_deadline ELSE d.filing_deadline END AS filing_deadline,
         CASE WHEN d.year IS NULL THEN e.publishing_deadline ELSE d.publishing_deadline END AS publishing_deadline,
         t.first_published_on, t.has_undated, p.is_given = 1 AS is_given,
         k.agency_id IS NOT NULL AND k.status = 'expected' AND k.keeps_receipts AS keeps_receipts,
         l.looked_on, l.address, k.contact, p.agency_id
  FROM placed p
  LEFT JOIN dated t ON t.agency_id = p.agency_id AND t.year = p.year
  LEFT JOIN register_current k ON k.agency_id = p.agency_id AND k.year = p.year
  LEFT JOIN region_deadline d ON d.year = p.year AND d.region_code = p.region_code AND d.level = p.agency_level AND d.body = p.body
  LEFT JOIN region_deadline e ON e.year = p.year AND e.region_code IS NULL AND e.level = p.agency_level AND e.body = p.body
  LEFT JOIN look_current l ON l.year = p.year AND l.region_code = p.region_code
    AND (l.agency_id = p.agency_id OR (l.agency_id IS NULL AND p.is_government))
)
SELECT year, region_code, region_name, agency, agency_kind, agency_level, is_government, filing_deadline, publishing_deadline,
       first_published_on, is_given,
       CASE WHEN NOT is_given THEN 'missing' WHEN first_published_on <= publishing_deadline THEN 'on_time'
            WHEN first_published_on > publishing_deadline AND has_undated = 0 THEN 'late' ELSE 'unknown' END AS status,
       CASE WHEN NOT is_given THEN NULL WHEN first_published_on <= publishing_deadline THEN 0
            WHEN has_undated = 0 THEN CAST(datediff('day', publishing_deadline, first_published_on) AS INTEGER) END AS days_published_late,
       keeps_receipts, looked_on, address, contact, agency_id
FROM judged;
