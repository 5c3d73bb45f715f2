-- Who has not reported table 3, region by region? | 表三缺报名单
SELECT year, region_name, kind, coalesce(agency, member_name, '?') AS missing, expected_from
FROM missing_report
WHERE subject = 'request' AND level IN ('province', 'city')
ORDER BY year DESC, region_code, kind, missing;
