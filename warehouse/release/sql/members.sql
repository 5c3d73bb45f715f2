-- Grain: one row for each report that enters a region's total of a year, by subject. Sources: region_member.
-- Parameter: $1 the year. Excluded: members without a report. Null rule: no NULLs.
SELECT CAST(subject AS subject) AS subject, region_code, is_published, version_id
FROM region_member
WHERE year = $1 AND version_id IS NOT NULL
