-- Grain: one row a path, as it was last seen, with the newest judgement of its content. Parameter: $1 whether all paths are asked
-- for, or those of asked_path.
WITH newest_path AS (
    SELECT path, arg_max({'size': size, 'modified_at': modified_at, 'sha256': sha256}, batch_id) AS last
    FROM document_path
    WHERE $1 OR path IN (SELECT path FROM asked_path)
    GROUP BY path
),
known AS (
    SELECT p.path, p.last, d.document_id
    FROM newest_path p
    JOIN document d ON d.sha256 = p.last.sha256
),
newest_judgement AS (
    SELECT
        document_id,
        arg_max({'parser': parser_version, 'rules': rules_version, 'reason': reason}, batch_id) AS last
    FROM judgement
    WHERE document_id IN (SELECT document_id FROM known)
    GROUP BY document_id
)
SELECT k.path, k.last.size, k.last.modified_at, k.last.sha256, j.last.parser, j.last.rules, coalesce(j.last.reason, '')
FROM known k
JOIN newest_judgement j ON j.document_id = k.document_id;
