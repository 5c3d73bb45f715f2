-- Grain: one row for each member that a region's sums need and that gave no report on one subject or more.
-- Sources: missing_report. Parameters: $1 a region code, $2 a year.
-- Meaning: the list to chase by, those that are latest first. subjects lists the tables that are missing, as d, r and a.
-- Null rule: agency is NULL for a child region and for a body that nobody knows; deadline and contact where they are not known.
SELECT kind, agency, member_code, member_name, strftime(deadline, '%Y-%m-%d') AS deadline, days_late, contact,
       max(silent) AS silent, max(reports) AS reports, expected_from,
       string_agg(CAST(subject AS VARCHAR), ' ' ORDER BY subject) AS subjects
FROM missing_report
WHERE region_code = $1 AND year = $2
GROUP BY kind, agency, agency_id, member_code, member_name, deadline, days_late, contact, expected_from
ORDER BY days_late DESC NULLS LAST, kind DESC, member_code, agency
