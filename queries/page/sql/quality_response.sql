-- Grain: one row for each subject. Sources: release_input, cell, indicator. Parameter: $1 a release.
-- Meaning: the cells of the reports of the release by what stands in them. Excluded: tables that a report lacks. Null rule: no NULLs.
SELECT CAST(i.subject AS VARCHAR) AS subject, count(DISTINCT c.version_id) AS reports, count(*) AS cells,
       count(CASE WHEN c.state = 'reported' THEN 1 END) AS reported, count(CASE WHEN c.state = 'inferred' THEN 1 END) AS inferred,
       count(CASE WHEN c.state = 'blank' THEN 1 END) AS blank, count(CASE WHEN c.state = 'placeholder' THEN 1 END) AS placeholder,
       count(CASE WHEN c.state = 'unreadable' THEN 1 END) AS unreadable, count(CASE WHEN c.state = 'absent' THEN 1 END) AS absent
FROM release_input n
JOIN cell_read c ON c.version_id = n.version_id
JOIN indicator i ON i.indicator_id = c.indicator_id
WHERE n.release_id = $1
GROUP BY i.subject
ORDER BY i.subject
