-- Grain: one row for each report that has one of the year before beside it (report_sequence) and indicator that either has.
-- Sources: report_sequence, cell_value.
-- Meaning: this year's value beside last year's, by the version_id of this year's report. Put together by grouping and not by
--   joining cells with cells, of which a poor order of joins makes billions.
-- Additive over: nothing. Excluded: see report_sequence. Null rule: a value is NULL where that report has none.
CREATE OR REPLACE VIEW cell_sequence AS
SELECT s.subject, s.version_id, c.item, c.heading, c.indicator_id,
       max(CASE WHEN s.is_previous = 0 THEN c.value END) AS value,
       max(CASE WHEN s.is_previous = 1 THEN c.value END) AS previous_value
FROM (
  SELECT q.subject, q.version_id, y.is_previous,
         CASE WHEN y.is_previous = 1 THEN q.previous_version_id ELSE q.version_id END AS read_version_id
  FROM report_sequence q
  CROSS JOIN (SELECT is_previous FROM (VALUES (0), (1)) AS named (is_previous)) y
) s
JOIN cell_value c ON c.version_id = s.read_version_id AND c.subject = s.subject
GROUP BY s.subject, s.version_id, c.item, c.heading, c.indicator_id;
