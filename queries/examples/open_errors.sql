-- Reports that count in a total and have an open error, and the cells in doubt. | 计入合计且有未处理错误的年报
SELECT r.year, r.region_code, r.agency, f.rule, i.label_zh
FROM open_finding f
JOIN report r ON r.version_id = f.version_id
LEFT JOIN indicator i ON i.indicator_id = f.indicator_id
ORDER BY r.year DESC, r.region_code, r.agency, f.rule, i.indicator_id;
