-- Grain: one row an indicator; the natural key is its code.
SELECT code, subject, item, heading, label_zh, label_en, unit, kind, is_total
FROM indicator
ORDER BY code;
