-- Grain: one row for each number that a rate is made of. Sources: rate_term. Parameter: $1 the code of the rate.
-- Meaning: sign is -1 where the number is taken off. Null rule: none.
SELECT side, sign, subject || '.' || item || '.' || heading AS code
FROM rate_term
WHERE code = $1
ORDER BY side DESC, sign DESC, code
