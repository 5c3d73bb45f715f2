-- On which grounds do cities deny requests? Each ground that occurred, beside all that was denied, on the preferred basis. A lower bound lacks a member, and
-- where a ground lacks one that the sum has, or the other way round, there is no share. | 各市不予公开的理由及所占比例
SELECT g.year, g.region_name, g.label_zh, g.value, g.bound, d.value AS denied,
       CASE WHEN g.bound = 'exact' AND d.bound = 'exact' AND d.value > 0 THEN round(100 * g.value / d.value, 1) END AS percent
FROM city_request g
JOIN city_request d ON d.year = g.year AND d.region_code = g.region_code AND d.basis = g.basis
 AND d.outcome = 'denied' AND d.applicant = 'total'
WHERE g.preferred AND g.applicant = 'total' AND g.value > 0 AND g.outcome LIKE 'denied!_%' ESCAPE '!'
ORDER BY g.year DESC, g.region_code, g.label_zh;
