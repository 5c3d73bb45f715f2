INSERT INTO release_total (release_id, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged,
                           expected_from)
SELECT $1, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged, expected_from
FROM new_release_total
ORDER BY region_code, basis, indicator_id;
