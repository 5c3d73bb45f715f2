-- Grain: one row, or none where nothing has the code. Sources: ranking_code. Parameter: $1 the code of an indicator or rate.
-- Null rule: refusal is empty where regions may be ranked by it, unit for a rate.
SELECT label_zh, label_en, coalesce(unit, '') AS unit, is_rate, coalesce(refusal, '') AS refusal
FROM ranking_code
WHERE code = $1
