-- Grain: one row for each report inside a document and field of it that a person settled, for the report itself or for
--   another document of the same report.
-- Sources: override, document, document_path, batch, report_version.
-- Meaning: the latest ruling counts. What was settled for one document holds for another that lay at the same path, or at the same
--   address of the web, where both name the same body, region and year as read, and say the same of the field in question; taken_from
--   is then the document for which it was settled. A scope holds also for another document of the same title and the same report
--   as read. What a person said of a report itself goes before: with a ruling on its body, region or year, also one taken back, none
--   of these is taken over; with one on a scope, not that scope, and with one on all scopes none.
-- Excluded: rulings taken back. A ruling is not taken over where the new document names another body; where two reports of one document
--   name the same; a year or scope where no year was read, for the next year's report may lie at the same path; and where no name
--   was read either, unless title and year are the same.
-- Additive over: nothing. Null rule: taken_from is NULL where the report itself was ruled on.
CREATE OR REPLACE VIEW override_current AS
WITH stated AS (
  SELECT d.document_id, d.sha256, d.source, o.ordinal, o.field, o.value, o.who, o.why, o.recorded_at
  FROM override o
  JOIN document d ON d.sha256 = o.sha256
  WHERE o.recorded_at < (SELECT known_before FROM as_of)
),
ruled AS (
  SELECT DISTINCT document_id, sha256, source FROM stated
),
path_known AS (
  SELECT p.path, p.sha256
  FROM document_path p
  JOIN batch b ON b.batch_id = p.batch_id
  WHERE b.recorded_at < (SELECT known_before FROM as_of)
),
linked AS (
  SELECT r.document_id AS from_id, d.document_id, TRUE AS is_same_place
  FROM ruled r
  JOIN path_known h ON h.sha256 = r.sha256
  JOIN path_known p ON p.path = h.path
  JOIN document d ON d.sha256 = p.sha256
  UNION
  SELECT r.document_id, d.document_id, TRUE
  FROM ruled r
  JOIN document d ON d.source = r.source
  WHERE starts_with(r.source, 'http')
  UNION
  SELECT s.document_id, v.document_id, FALSE
  FROM (SELECT document_id FROM stated WHERE field LIKE 'scope%') s
  JOIN report_version h ON h.document_id = s.document_id
  JOIN report_version v ON v.report_id = h.report_id AND v.title = h.title
  WHERE h.agency_id IS NOT NULL
),
concerned AS (
  SELECT document_id FROM ruled
  UNION
  SELECT document_id FROM linked
),
known AS (
  SELECT v.document_id, v.ordinal, v.agency_name, v.region_code, v.year, v.title, v.scope_disclosure, v.scope_request, v.scope_appeal,
         coalesce(v.is_part_of_year, FALSE) AS is_part_of_year, v.parser_version || ' ' || v.rules_version AS reader,
         row_number() OVER (PARTITION BY v.document_id, v.ordinal ORDER BY v.recorded_at DESC, v.version_id DESC) AS place,
         first_value(v.parser_version || ' ' || v.rules_version)
           OVER (PARTITION BY v.document_id ORDER BY v.recorded_at DESC, v.version_id DESC) AS last_reader
  FROM report_version v
  JOIN concerned c ON c.document_id = v.document_id
  WHERE v.recorded_at < (SELECT known_before FROM as_of)
),
as_read AS (
  SELECT document_id, ordinal, agency_name, region_code, year, title, scope_disclosure, scope_request, scope_appeal, is_part_of_year,
         count(*) OVER (PARTITION BY document_id, agency_name, region_code, year) AS namesakes
  FROM known
  WHERE place = 1 AND reader = last_reader
),
own AS (
  SELECT s.document_id, s.sha256, a.ordinal, s.field, s.value, s.who, s.why, s.recorded_at,
         CASE WHEN s.field LIKE 'scope%' THEN s.field ELSE 'identity' END AS part,
         row_number() OVER (PARTITION BY s.document_id, a.ordinal, s.field ORDER BY s.recorded_at DESC, s.value) AS place
  FROM stated s
  JOIN (SELECT DISTINCT document_id, ordinal FROM known) a ON a.document_id = s.document_id AND (s.ordinal IS NULL OR s.ordinal = a.ordinal)
),
decided AS (
  SELECT DISTINCT document_id, ordinal, part FROM own
),
taken AS (
  SELECT t.document_id, t.ordinal, o.field, o.value, o.who, o.why, o.recorded_at, o.sha256 AS taken_from,
         row_number() OVER (PARTITION BY t.document_id, t.ordinal, o.field ORDER BY o.recorded_at DESC, o.value, o.sha256) AS place
  FROM own o
  JOIN as_read f ON f.document_id = o.document_id AND f.ordinal = o.ordinal
  JOIN linked l ON l.from_id = o.document_id
  JOIN as_read t ON t.document_id = l.document_id AND t.agency_name IS NOT DISTINCT FROM f.agency_name
    AND t.region_code IS NOT DISTINCT FROM f.region_code AND t.year IS NOT DISTINCT FROM f.year
    AND t.is_part_of_year = f.is_part_of_year
  LEFT JOIN decided p ON p.document_id = t.document_id AND p.ordinal = t.ordinal
    AND (p.part = o.part OR p.part = 'scope' AND o.part LIKE 'scope%')
  WHERE o.place = 1 AND o.value <> '' AND p.document_id IS NULL AND f.namesakes = 1 AND t.namesakes = 1
    AND (l.is_same_place OR o.part <> 'identity')
    AND (f.agency_name IS NOT NULL OR f.title = t.title AND f.year IS NOT NULL)
    AND (f.year IS NOT NULL OR o.field IN ('agency', 'region_code'))
    AND (o.field NOT IN ('scope', 'scope_disclosure') OR t.scope_disclosure = f.scope_disclosure)
    AND (o.field NOT IN ('scope', 'scope_request') OR t.scope_request = f.scope_request)
    AND (o.field NOT IN ('scope', 'scope_appeal') OR t.scope_appeal = f.scope_appeal)
)
SELECT document_id, ordinal, field, value, who, why, recorded_at, CAST(NULL AS VARCHAR) AS taken_from
FROM own
WHERE place = 1 AND value <> '' -- an empty value takes an override back
UNION ALL
SELECT document_id, ordinal, field, value, who, why, recorded_at, taken_from
FROM taken
WHERE place = 1;
