-- Grain: one row a path, as it was last seen, with the newest judgement of its content.
WITH newest_path AS (
    SELECT path, arg_max({'size': size, 'modified_at': modified_at, 'sha256': sha256}, batch_id) AS last
    FROM document_path
    GROUP BY path
),
newest_judgement AS (
    SELECT
        document_id,
        arg_max({'parser': parser_version, 'rules': rules_version, 'reason': reason}, batch_id) AS last
    FROM judgement
    GROUP BY document_id
)
SELECT p.path, p.last.size, p.last.modified_at, p.last.sha256, j.last.parser, j.last.rules, coalesce(j.last.reason, '')
FROM newest_path p
JOIN document d ON d.sha256 = p.last.sha256
JOIN newest_judgement j ON j.document_id = d.document_id;
