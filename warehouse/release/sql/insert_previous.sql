INSERT INTO release_previous (release_id, region_code, year, indicator_id, basis, value, bound, missing, flagged)
SELECT $1, region_code, year, indicator_id, basis, value, bound, missing, flagged
FROM new_release_previous
ORDER BY region_code, indicator_id;
