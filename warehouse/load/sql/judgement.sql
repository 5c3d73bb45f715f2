INSERT INTO judgement (document_id, reason, message, parser_version, rules_version, recorded_at, batch_id)
SELECT d.document_id, n.reason, n.message, n.parser_version, n.rules_version, $recorded_at, $batch_id
FROM new_judgement n
JOIN document d ON d.sha256 = n.sha256
ORDER BY n.slot;
