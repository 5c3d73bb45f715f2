INSERT INTO release_total (release_id, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged,
                           expected_from, inferred, adjusted, ocr)
SELECT $1, region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged, expected_from, inferred,
       adjusted, ocr
FROM new_release_total
ORDER BY region_code, basis, indicator_id;
