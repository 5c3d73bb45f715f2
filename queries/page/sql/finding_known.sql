-- Grain: one row: how many stored findings and verdicts have the id. Sources: finding, verdict. Parameter: $1 the id. Null rule: no NULLs.
-- What a rule between reports finds is stored nowhere; of a lapsed one only the verdict is left.
SELECT (SELECT count(*) FROM finding WHERE finding_id = $1) + (SELECT count(*) FROM verdict WHERE finding_id = $1) AS known
