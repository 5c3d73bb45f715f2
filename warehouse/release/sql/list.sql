-- Grain: one row a release, the newest first. Sources: release, release_total. Parameters: $1 the beginning of an id, empty for
--   all; $2 a year, 0 for all. Null rule: no NULLs.
SELECT r.release_id, r.year, r.status, r.inputs, r.totals, r.views, r.parser_version, r.rules_version, r.reference_hash, r.program,
       r.reports, r.known_before, r.recorded_at,
       (SELECT count(*) FROM release_total t WHERE t.release_id = r.release_id) AS rows,
       (SELECT count(*) FROM release_total t WHERE t.release_id = r.release_id AND t.flagged > 0) AS flagged,
       (SELECT count(*) FROM release_total t WHERE t.release_id = r.release_id AND t.bound = 'lower' AND t.value IS NOT NULL) AS lower
FROM release r
WHERE starts_with(r.release_id, $1) AND ($2 = 0 OR r.year = $2)
ORDER BY r.recorded_at DESC, r.release_id
