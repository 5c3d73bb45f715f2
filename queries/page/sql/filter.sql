-- Grain: one row: how many regions have the code, and how many findings the rule. Sources: region, finding.
-- Parameters: $1 the code of a region; $2 a rule. Null rule: no NULLs.
SELECT (SELECT count(*) FROM region WHERE code = $1) AS regions, (SELECT count(*) FROM finding WHERE rule = $2) AS findings
