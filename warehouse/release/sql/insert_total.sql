INSERT INTO release_total (release_id, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged,
                           expected_from, inferred, adjusted, ocr, bound)
SELECT $1, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged, expected_from, inferred,
       adjusted, ocr, bound
FROM new_release_total
ORDER BY region_code, basis, indicator_id;
