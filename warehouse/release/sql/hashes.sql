-- Grain: one row: the hashes and counts of a staged release, and the views installed. Sources: the staged tables, installed_view_set.
-- Meaning: version ids are left out: they depend on the order of arrival. Null rule: a hash of nothing is empty.
SELECT
  (SELECT count(*) FROM new_release_input) AS reports,
  (SELECT count(*) FROM new_release_total) AS rows,
  (SELECT count(*) FROM new_release_total WHERE flagged > 0) AS flagged,
  (SELECT count(*) FROM new_release_total WHERE bound = 'lower' AND value IS NOT NULL) AS lower,
  coalesce((
    SELECT sha256(string_agg(concat_ws('|', sha256, ordinal, agency_id, agency, region_code, scope_disclosure, scope_request, scope_appeal,
                                       coalesce(CAST(published_on AS VARCHAR), '-'), is_correction,
                                        parser_version, rules_version, cells, open_errors),
                             chr(10) ORDER BY agency_id, sha256, ordinal))
    FROM new_release_input
  ), '') AS inputs,
  coalesce((
    SELECT sha256(string_agg(region_code || ' ' || totals, chr(10) ORDER BY region_code))
    FROM (
      SELECT region_code,
             sha256(string_agg(concat_ws('|', basis, preferred, indicator_id, coalesce(CAST(value AS VARCHAR), '-'),
                                          reports, expected, missing, flagged),
                               chr(10) ORDER BY basis, indicator_id)) AS totals
      FROM new_release_total
      GROUP BY region_code
    ) t
  ), '') AS totals,
  (SELECT hash FROM installed_view_set) AS views
