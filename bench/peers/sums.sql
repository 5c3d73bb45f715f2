SELECT substr(r.region_code, 1, 4) AS city, r.year, c.code, sum(c.value) AS value, count(c.value) AS reports
FROM cell c JOIN report r ON r.file = c.file
WHERE r.counts = 'true'
GROUP BY substr(r.region_code, 1, 4), r.year, c.code
ORDER BY 1, 2, 3
