-- Grain: one row a subject. Sources: none.
-- Meaning: the three tables of a report, as the type that indicator.subject has.
-- Additive over: nothing. Excluded: nothing. Null rule: no NULLs.
CREATE OR REPLACE VIEW subject_name AS
SELECT CAST(subject AS subject) AS subject
FROM (VALUES ('disclosure'), ('request'), ('appeal')) AS named (subject);
