-- Whose table 3 do the totals lack, and is it known that it was not there? | 表三所缺名单：未收集、未找到还是未报送
SELECT year, region_name, kind, coalesce(agency, member_name, '?') AS missing, absence, days_late, looked_on, expected_from
FROM missing_report
WHERE subject = 'request' AND level IN ('province', 'city')
ORDER BY year DESC, region_code, kind, missing;
