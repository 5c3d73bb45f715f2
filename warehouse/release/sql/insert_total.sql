INSERT INTO release_total (release_id, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged)
SELECT $1, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged
FROM new_release_total
ORDER BY region_code, basis, indicator_id;
