-- Who asks? Shares of the kinds of applicants in the requests received by each city; is_total rows are left out, so that
-- nothing counts twice. | 申请人构成
SELECT year, region_name, applicant, value,
       round(100 * CAST(value AS DOUBLE) / nullif(sum(value) OVER (PARTITION BY year, region_code), 0), 1) AS percent
FROM city_request
WHERE preferred AND outcome = 'received' AND NOT is_total
ORDER BY year DESC, region_code, value DESC, applicant;
