-- Grain: one row for each time that a person settled something about a document, the latest first.
-- Sources: override, report_version, document. Parameter: $1 the version.
-- Excluded: rulings on another report of the document. Null rule: value is empty where a ruling was taken back.
SELECT o.field, o.value, o.who, coalesce(o.why, ''), strftime(timezone('Asia/Shanghai', o.recorded_at), '%Y-%m-%d %H:%M')
FROM override o
JOIN document d ON d.sha256 = o.sha256
JOIN report_version v ON v.document_id = d.document_id AND v.version_id = $1
WHERE (o.ordinal IS NULL OR o.ordinal = v.ordinal) AND o.recorded_at < (SELECT known_before FROM as_of)
ORDER BY o.recorded_at DESC, o.field
