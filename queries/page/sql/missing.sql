-- Grain: one row for each member that a region's sums need and that gave no report on one subject or more.
-- Sources: missing_report. Parameters: $1 a region code, $2 a year.
-- Meaning: the list to ask by, those that are latest first. subjects lists the tables that are missing, as d, r and a.
-- Null rule: agency is NULL for a child region and for a body that nobody knows; absence where the body reported, but not on this table;
--   deadlines, days, looks and contact where they are not known.
SELECT kind, agency, member_code, member_name, absence, strftime(filing_deadline, '%Y-%m-%d') AS filing_deadline,
       strftime(publishing_deadline, '%Y-%m-%d') AS publishing_deadline, days_late, strftime(looked_on, '%Y-%m-%d') AS looked_on, address,
       contact, max(silent) AS silent, max(reports) AS reports, expected_from,
       string_agg(CAST(subject AS VARCHAR), ' ' ORDER BY subject) AS subjects
FROM missing_report
WHERE region_code = $1 AND year = $2
GROUP BY kind, agency, agency_id, member_code, member_name, absence, filing_deadline, publishing_deadline, days_late, looked_on, address,
         contact, expected_from
ORDER BY days_late DESC NULLS LAST, kind DESC, member_code, agency
