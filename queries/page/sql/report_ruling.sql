-- Grain: one row for each time that a person settled something about a document, the latest first, then what was settled for
--   another document of the same report and holds for this one.
-- Sources: override, override_current, report_version, document. Parameter: $1 the version.
-- Excluded: rulings on another report of the document. Null rule: value is empty where a ruling was taken back, taken_from where the
--   ruling is on the document itself.
WITH ruling AS (
  SELECT o.field, o.value, o.who, o.why, o.recorded_at, '' AS taken_from
  FROM override o
  JOIN document d ON d.sha256 = o.sha256
  JOIN report_version v ON v.document_id = d.document_id AND v.version_id = $1
  WHERE (o.ordinal IS NULL OR o.ordinal = v.ordinal) AND o.recorded_at < (SELECT known_before FROM as_of)
  UNION ALL
  SELECT o.field, o.value, o.who, o.why, o.recorded_at, o.taken_from
  FROM override_current o
  JOIN report_version v ON v.document_id = o.document_id AND v.ordinal = o.ordinal AND v.version_id = $1
  WHERE o.taken_from IS NOT NULL
)
SELECT field, value, who, coalesce(why, ''), strftime(timezone('Asia/Shanghai', recorded_at), '%Y-%m-%d %H:%M'), taken_from
FROM ruling
ORDER BY taken_from <> '', recorded_at DESC, field
