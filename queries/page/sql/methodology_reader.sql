-- Grain: one row for each parser and rules version that read reports of a release. Sources: release_input. Parameter: $1 the release.
SELECT parser_version, rules_version, CAST(count(*) AS VARCHAR) AS reports
FROM release_input
WHERE release_id = $1
GROUP BY parser_version, rules_version
ORDER BY parser_version, rules_version
