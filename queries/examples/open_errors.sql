-- Reports that count in a total and have an open error, and the cells in doubt. | 计入合计且有未处理错误的年报
SELECT f.year, f.region_code, f.agency, f.rule, i.label_zh
FROM (
  SELECT year, region_code, agency, rule, unnest(string_split(cells, '; ')) AS code
  FROM report_finding
  WHERE severity = 'error' AND status = 'fail' AND verdict IS NULL
) f
LEFT JOIN indicator i ON i.code = f.code
ORDER BY f.year DESC, f.region_code, f.agency, f.rule, i.indicator_id;
