INSERT INTO release_member (release_id, subject, region_code, is_published, version_id)
SELECT $1, subject, region_code, is_published, version_id
FROM new_release_member
ORDER BY region_code, subject, is_published, version_id;
