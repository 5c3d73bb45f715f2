-- Which numbers changed after their first publication? | 公布后又改动的数值
SELECT year, region_code, agency, label_zh, first_value, value, difference, first_published_on, published_on
FROM restatement
ORDER BY year DESC, region_code, agency, label_zh;
