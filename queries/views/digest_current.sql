-- Grain: one row for each version known on the as-of day and subject that it has cells of.
-- Sources: table_digest, digest_computed, subtotal_pending, report_version, as_of.
-- Meaning: the digests of the tables, as they were stored for the version, or computed now.
-- Additive over: nothing. Excluded: nothing. Null rule: see digest_computed.
CREATE OR REPLACE VIEW digest_current AS
SELECT d.version_id, d.subject, d.filled, d.numbers, d.flow_numbers, d.cells_digest, d.filled_digest
FROM table_digest d
WHERE d.version_id NOT IN (SELECT version_id FROM subtotal_pending
                           UNION ALL SELECT version_id FROM report_version WHERE recorded_at >= (SELECT known_before FROM as_of))
UNION ALL
SELECT c.version_id, c.subject, c.filled, c.numbers, c.flow_numbers, c.cells_digest, c.filled_digest
FROM digest_computed c;
