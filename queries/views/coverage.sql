-- Grain: one row for each region, year and subject, regions of which nothing is known included.
-- Sources: coverage_count, region_member, region_total, report_subject, cell_value, indicator.
-- Meaning: coverage_count, and the same weighted: the requests received that the members reported for the year before. A large
--   district that is silent weighs more than a small bureau. expected_weight is the sum over the members whose number of
--   last year is known (weighed of them), reported_weight over those of them that gave a report this year. The number of a
--   child region is that of its preferred total; of a body, that of its own report. The weight of a silent member is not lost as NULL:
--   it is known from last year, and what it reported this year is known to be nothing.
-- Additive over: nothing, a child region is expected at every level. Excluded: whether single cells are blank: see the
--   missing column of the roll-ups. Null rule: share is NULL where nobody is expected, the weights where nothing is known of
--   last year, weighted_share also where nobody received a request then; both shares where no register says who is expected.
CREATE OR REPLACE VIEW coverage AS
WITH received AS (
  SELECT indicator_id FROM indicator WHERE subject = 'request' AND item = 'received' AND heading = 'total'
),
given AS (
  SELECT subject, year, region_code, origin_code, through, version_id, agency_id, weight_expected
  FROM region_member
  WHERE NOT is_published
),
-- The members, each once: a child region is silent where anything behind it is.
member AS (
  SELECT m.subject, m.year, m.region_code, CASE WHEN m.through IS NULL THEN m.origin_code ELSE m.through END AS child_code,
         CAST(NULL AS BIGINT) AS agency_id, max(CASE WHEN m.version_id IS NULL THEN 1 ELSE 0 END) AS is_silent
  FROM given m
  WHERE m.origin_code <> m.region_code
  GROUP BY m.subject, m.year, m.region_code, CASE WHEN m.through IS NULL THEN m.origin_code ELSE m.through END
  UNION ALL
  SELECT m.subject, m.year, m.region_code, NULL, CASE WHEN m.version_id IS NULL THEN m.agency_id ELSE s.agency_id END,
         CASE WHEN m.version_id IS NULL THEN 1 ELSE 0 END
  FROM given m
  LEFT JOIN report_subject s ON s.version_id = m.version_id AND s.subject = m.subject
  WHERE m.origin_code = m.region_code AND m.weight_expected > 0
),
last_region AS (
  SELECT t.year, t.region_code, CASE WHEN t.prefers_published THEN t.published ELSE t.built END AS value
  FROM region_total t
  JOIN received r ON r.indicator_id = t.indicator_id
  WHERE t.subject = 'request' AND t.item = 'received'
),
last_body AS (
  SELECT s.year, s.agency_id, c.value
  FROM report_subject s
  JOIN cell_value c ON c.version_id = s.version_id AND c.subject = s.subject
  JOIN received r ON r.indicator_id = c.indicator_id
  WHERE s.subject = 'request' AND c.item = 'received' AND s.role IN ('body', 'level')
),
weighed AS (
  SELECT w.subject, w.year, w.region_code, count(w.value) AS weighed, sum(w.value) AS expected_weight,
         sum(CASE WHEN w.value IS NULL THEN NULL WHEN w.is_silent = 1 THEN 0 ELSE w.value END) AS reported_weight
  FROM (
    SELECT m.subject, m.year, m.region_code, m.is_silent, CASE WHEN m.child_code IS NULL THEN b.value ELSE g.value END AS value
    FROM member m
    LEFT JOIN last_region g ON g.region_code = m.child_code AND g.year = m.year - 1
    LEFT JOIN last_body b ON b.agency_id = m.agency_id AND b.year = m.year - 1
  ) w
  GROUP BY w.subject, w.year, w.region_code
)
SELECT c.year, c.region_code, c.region_name, c.level, c.subject, c.expected, c.reported, c.missing, c.reports,
       c.expected_regions, c.reported_regions, c.share, c.expected_from, c.preferred,
       CAST(w.weighed AS INTEGER) AS weighed, CAST(w.expected_weight AS DECIMAL(38, 6)) AS expected_weight,
       CAST(w.reported_weight AS DECIMAL(38, 6)) AS reported_weight,
       CASE WHEN w.expected_weight > 0 AND c.expected_from = 'register'
            THEN CAST(w.reported_weight AS DOUBLE) / CAST(w.expected_weight AS DOUBLE) END AS weighted_share
FROM coverage_count c
LEFT JOIN weighed w ON w.subject = c.subject AND w.year = c.year AND w.region_code = c.region_code;
