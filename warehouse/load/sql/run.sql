INSERT INTO run (run_id, started_at, command, parser_version, rules_version)
VALUES ($run_id, $started_at, $command, $parser_version, $rules_version);
