-- Grain: one row for each report inside each document, as known on the as-of day: several for one agency and year where
--   its report was published more than once (renditions, re-issues).
-- Sources: report_version, document, judgement, agency, agency_name, override_current, withdrawal.
-- Meaning: a document read again by a newer parser supersedes its earlier reading as a whole, so that a report which only
--   the older parser saw in it does not linger; where the newer one rejects the document, nothing of it does. Overrides by
--   a person replace what was read, in one report of the document or in all of them, and last when the document is read
--   again. The name and the region say which body it is (see agency_name).
-- Excluded: what was withdrawn. A withdrawal holds for the report in that document however often it is read again:
--   a new parser must not bring back what a person took out. A withdrawn batch takes out the documents that it was the first
--   to bring, in the same way, and of other documents what it read: the reading before it counts again.
-- Additive over: nothing, renditions repeat each other. Null rule: agency_id is NULL while the report is unsettled, also
--   where an override names an agency that the warehouse does not have, and for a report on a part of the year, which is nobody's
--   yearly report until a person settles its year. is_part_of_year is NULL for versions made before there was the column.
CREATE OR REPLACE VIEW version_current AS
WITH taken AS (
  SELECT w.batch_id, v.document_id, v.ordinal, w.is_withdrawn,
         row_number() OVER (PARTITION BY w.batch_id, v.document_id, v.ordinal ORDER BY w.recorded_at DESC, w.is_withdrawn DESC) AS place
  FROM withdrawal w
  LEFT JOIN report_version v ON v.version_id = w.version_id
  WHERE w.recorded_at < (SELECT known_before FROM as_of)
),
withdrawn_batch AS (
  SELECT batch_id FROM taken WHERE place = 1 AND is_withdrawn AND batch_id IS NOT NULL
),
withdrawn AS (
  SELECT document_id, ordinal FROM taken WHERE place = 1 AND is_withdrawn AND batch_id IS NULL
),
known AS (
  -- place orders by time, then version: one number, since structs are slow to compare.
  SELECT version_id, document_id, ordinal, parser_version || ' ' || rules_version AS reader,
         CAST(epoch_us(recorded_at) AS HUGEINT) * 18446744073709551616 + version_id AS place
  FROM report_version
  WHERE recorded_at < (SELECT known_before FROM as_of) AND batch_id NOT IN (SELECT batch_id FROM withdrawn_batch)
),
reader AS (
  SELECT document_id, arg_max(reader, place) AS reader
  FROM (
    SELECT document_id, reader, place FROM known
    UNION ALL
    SELECT document_id, parser_version || ' ' || rules_version, CAST(epoch_us(recorded_at) AS HUGEINT) * 18446744073709551616
    FROM judgement
    WHERE reason IS NOT NULL AND recorded_at < (SELECT known_before FROM as_of)
      AND batch_id NOT IN (SELECT batch_id FROM withdrawn_batch)
  ) judged
  GROUP BY document_id
),
reading AS (
  SELECT k.document_id, k.ordinal, arg_max(k.version_id, k.place) AS version_id
  FROM known k
  JOIN reader r ON r.document_id = k.document_id AND r.reader = k.reader
  GROUP BY k.document_id, k.ordinal
),
ruled AS (
  SELECT document_id, ordinal,
         max(CASE WHEN field = 'agency' THEN value END) AS agency,
         max(CASE WHEN field = 'region_code' THEN value END) AS region_code,
         max(CASE WHEN field = 'year' THEN TRY_CAST(value AS SMALLINT) END) AS year,
         max(CASE WHEN field = 'scope' THEN TRY_CAST(value AS scope) END) AS scope,
         max(CASE WHEN field = 'scope_disclosure' THEN TRY_CAST(value AS scope) END) AS scope_disclosure,
         max(CASE WHEN field = 'scope_request' THEN TRY_CAST(value AS scope) END) AS scope_request,
         max(CASE WHEN field = 'scope_appeal' THEN TRY_CAST(value AS scope) END) AS scope_appeal
  FROM override_current
  GROUP BY document_id, ordinal
),
placed AS (
  SELECT v.version_id, v.report_id, v.document_id, d.sha256, v.ordinal,
         coalesce(o.agency, a.name, v.agency_name) AS agency_name,
         coalesce(o.region_code, v.region_code) AS region_code,
         coalesce(o.year, v.year) AS year,
         coalesce(o.scope_disclosure, o.scope, v.scope_disclosure) AS scope_disclosure,
         coalesce(o.scope_request, o.scope, v.scope_request) AS scope_request,
         coalesce(o.scope_appeal, o.scope, v.scope_appeal) AS scope_appeal,
         v.form_disclosure, v.form_request, v.form_appeal, v.title, v.published_on, v.is_correction,
         v.is_part_of_year AND o.year IS NULL AS is_part_of_year,
         v.cells_with_value, v.failed_sums, v.recorded_at, v.parser_version
  FROM report_version v
  JOIN reading r ON r.version_id = v.version_id
  JOIN document d ON d.document_id = v.document_id
  LEFT JOIN withdrawn w ON w.document_id = v.document_id AND w.ordinal = v.ordinal
  LEFT JOIN ruled o ON o.document_id = v.document_id AND o.ordinal = v.ordinal
  LEFT JOIN agency a ON a.agency_id = v.agency_id
  WHERE w.document_id IS NULL AND d.batch_id NOT IN (SELECT batch_id FROM withdrawn_batch)
)
SELECT p.version_id, p.report_id, p.document_id, p.sha256, p.ordinal,
       CASE WHEN p.is_part_of_year THEN NULL ELSE n.agency_id END AS agency_id,
       p.agency_name, p.region_code, p.year, p.scope_disclosure, p.scope_request, p.scope_appeal,
       p.form_disclosure, p.form_request, p.form_appeal, p.title, p.published_on, p.is_correction,
       p.cells_with_value, p.failed_sums, p.recorded_at, p.parser_version, p.is_part_of_year
FROM placed p
LEFT JOIN agency_name n ON n.name = p.agency_name AND n.region_code = p.region_code;
