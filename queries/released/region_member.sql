-- region_member as it was frozen. Sources: release_member, release.
SELECT m.subject, r.year, m.region_code, m.level, m.origin_code, m.through, m.version_id, m.agency_id,
       m.weight_expected, m.weight_reports, m.is_published,
       m.bodies_through, m.expected, m.missing_bodies, m.expected_regions, m.missing_regions, m.built_reports, m.expected_from,
       m.has_published, m.has_built, m.prefers_published
FROM release_member m
JOIN release r ON r.release_id = m.release_id
WHERE m.release_id = getvariable('release')
