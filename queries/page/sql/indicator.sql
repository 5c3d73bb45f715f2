-- Grain: one row for each indicator and rate there is. Sources: indicator, rate_code. Null rule: no NULLs.
SELECT code, label_zh, label_en, unit, FALSE AS is_rate FROM indicator
UNION ALL
SELECT code, label_zh, label_en, '', TRUE FROM rate_code
