-- Grain: one row, the number of indicators of the program that the warehouse does not have just so.
SELECT count(*)
FROM (
    SELECT indicator_id, code, subject, item, heading, label_zh, label_en, unit, kind, is_total FROM staged_indicator
    EXCEPT ALL
    SELECT indicator_id, code, subject, item, heading, label_zh, label_en, unit, kind, is_total FROM indicator
);
