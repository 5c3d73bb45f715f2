INSERT INTO finding (
    finding_id, version_id, rule, subject, severity, status, left_value, right_value, message_zh, message_en, cells, suggestion)
SELECT
    finding_id, version_id, rule, subject::subject, severity::severity, status::finding_status,
    left_value::DECIMAL(38, 6), right_value::DECIMAL(38, 6), message_zh, message_en, cells, suggestion
FROM staged_finding;
