-- Grain: one row, the number of reports that another parser or other rules read than those of the program: what ingest --stale reads
-- again. Parameters: the version of the parser, that of the rules.
-- Meaning: the newest judgement of a document counts, as for ingest --stale, and of its reports those that came from that reading.
--   Documents that were rejected have no report. Reports that were withdrawn count: they are read again with their documents.
-- Sources: judgement, report_version; no cell is looked at, so that every run can afford it.
WITH newest AS (
    SELECT document_id, arg_max({'parser': parser_version, 'rules': rules_version, 'reason': reason}, batch_id) AS judged
    FROM judgement
    GROUP BY document_id
)
SELECT count(DISTINCT {'document': v.document_id, 'ordinal': v.ordinal})
FROM newest n
JOIN report_version v
  ON v.document_id = n.document_id AND v.parser_version = n.judged.parser AND v.rules_version = n.judged.rules
WHERE n.judged.reason IS NULL AND (n.judged.parser <> $1 OR n.judged.rules <> $2);
