-- Grain: one row for each main indicator and year of a body, blanks too.
-- Sources: report, cell_value, indicator. Parameter: $1 the body.
-- Excluded: what the form of the year does not have. Null rule: value is NULL where the cell has none; state says why.
WITH chosen AS (
  SELECT code, place
  FROM (VALUES ('disclosure.regulation.in_force', 1), ('disclosure.normative_document.issued', 2),
               ('disclosure.normative_document.in_force', 3),
               ('disclosure.licence.decisions', 4), ('disclosure.penalty.decisions', 5), ('disclosure.coercion.decisions', 6),
               ('disclosure.fee.amount', 7), ('request.received.total', 8), ('request.carried_in.total', 9),
               ('request.granted.total', 10), ('request.partly_granted.total', 11), ('request.denied.total', 12),
               ('request.unavailable.total', 13), ('request.rejected.total', 14), ('request.concluded.total', 15),
               ('request.carried_out.total', 16), ('appeal.reconsideration.total', 17), ('appeal.reconsideration.corrected', 18),
               ('appeal.litigation_direct.total', 19), ('appeal.litigation_after_reconsideration.total', 20)) AS named (code, place)
)
SELECT r.year, i.code, i.label_zh, i.label_en, i.unit, rtrim(rtrim(CAST(c.value AS VARCHAR), '0'), '.') AS value,
       CAST(c.state AS VARCHAR) AS state
FROM report r
JOIN cell_value c ON c.version_id = r.version_id
JOIN indicator i ON i.indicator_id = c.indicator_id
JOIN chosen n ON n.code = i.code
WHERE r.agency_id = $1 AND c.state <> 'absent'
ORDER BY n.place, r.year
