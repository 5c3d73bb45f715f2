-- What of a staged batch the warehouse does not have. Grain: one row a document, judgement, path, version.
CREATE OR REPLACE TEMP TABLE new_document AS
SELECT s.slot, s.sha256, s.media_type, s.bytes, s.source, s.fetched_at, s.reason, s.message, s.parser_version
FROM staged_document s
ANTI JOIN document d ON d.sha256 = s.sha256;

-- A judgement is new where the document's newest one is of another parser, other rules or another outcome.
CREATE OR REPLACE TEMP TABLE new_judgement AS
WITH newest AS (
    SELECT d.sha256, arg_max({'parser': j.parser_version, 'rules': j.rules_version, 'reason': j.reason}, j.batch_id) AS last
    FROM staged_document s
    JOIN document d ON d.sha256 = s.sha256
    JOIN judgement j ON j.document_id = d.document_id
    GROUP BY d.sha256
)
SELECT s.slot, s.sha256, s.reason, s.message, s.parser_version, s.rules_version
FROM staged_document s
LEFT JOIN newest n ON n.sha256 = s.sha256
WHERE n.last IS NULL
   OR n.last.parser <> s.parser_version
   OR n.last.rules <> s.rules_version
   OR n.last.reason IS DISTINCT FROM s.reason;

-- A path is new where its newest row says something else: a file that changed and changed back has three rows.
CREATE OR REPLACE TEMP TABLE new_path AS
WITH newest AS (
    SELECT p.path, arg_max({'size': p.size, 'modified_at': p.modified_at, 'sha256': p.sha256}, p.batch_id) AS last
    FROM staged_path s
    JOIN document_path p ON p.path = s.path
    GROUP BY p.path
)
SELECT s.slot, s.path, s.size, s.modified_at, s.sha256
FROM staged_path s
LEFT JOIN newest n ON n.path = s.path
WHERE n.last IS NULL
   OR n.last.size <> s.size
   OR n.last.modified_at <> s.modified_at
   OR n.last.sha256 <> s.sha256;

-- A version is new where the newest one of that place in the document is another: a manifest that names another agency
-- and then the first one again makes three versions, the last of which counts.
CREATE OR REPLACE TEMP TABLE new_version AS
WITH newest AS (
    SELECT d.sha256, v.ordinal, arg_max(v.version_key, v.version_id) AS version_key
    FROM (SELECT DISTINCT sha256 FROM staged_version) s
    JOIN document d ON d.sha256 = s.sha256
    JOIN report_version v ON v.document_id = d.document_id
    GROUP BY d.sha256, v.ordinal
)
SELECT
    s.slot,
    s.sha256,
    s.version_key,
    (SELECT coalesce(max(version_id), 0) FROM report_version) + row_number() OVER (ORDER BY s.slot) AS version_id
FROM staged_version s
LEFT JOIN newest n ON n.sha256 = s.sha256 AND n.ordinal = s.ordinal
WHERE n.version_key IS DISTINCT FROM s.version_key;
