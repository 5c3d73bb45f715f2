INSERT INTO release (release_id, year, status, inputs, totals, views, parser_version, rules_version, reference_hash, program, reports,
                     known_before, recorded_at, held)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14);
