-- Grain: one row for each report, or missing body, that enters the total of a vertical system in a region, by year and subject: once for
--   the published total (is_published), once for the one built from below.
-- Sources: report_subject, agency_current, system_register, region_year, region_ancestor, region_place.
-- Meaning: who is summed, as region_member says for areas, which no vertical body enters. A system (税务, 海关, 统计调查 …) has
--   a part in each region in which it has a body, and in those above, up to the nation, which holds all of it.
--   published(A) = the report of scope `system` of a body of the system in A: of two the correction, then the later, then the fuller.
--   built(A) = the own reports of the system's bodies in A + for each region below its `system` report, or built(child) without one.
--   A's own `system` report never enters built(A). The body that gave it is expected in built(A) all the same, and missing there: what
--   it did itself stands in no other report. So built never looks whole where it lacks the head.
--   `through` is the child region without a system report through which a report comes; NULL for a direct member.
--   expected = bodies in A + regions directly below in which the system has a body: by the register of the year where it names one of
--   the system in A, else those seen in this or an earlier year. published is preferred where there is one.
-- Additive over: the rows with is_published = FALSE of one system, region, year and subject: none contains another.
-- Excluded: bodies that belong to no named system; reports of another scope than own and system; parts of a region (region_today), which
--   are members and have no total of their own; from history, bodies that had ceased to exist by 31 December.
-- Null rule: version_id is NULL for a body that is expected and gave no own report.
CREATE OR REPLACE VIEW system_member AS
WITH given AS (
  SELECT s.subject, s.year, s.node_code AS region_code, s.region_code AS own_code, a.system, s.version_id, s.agency_id, s.scope,
         s.is_correction, s.published_on, s.cells_with_value, s.failed_sums, s.sha256
  FROM report_subject s
  JOIN agency_current a ON a.agency_id = s.agency_id
  WHERE a.system IS NOT NULL AND s.scope IN ('own', 'system')
),
head AS (
  SELECT subject, year, region_code, system, version_id
  FROM (
    SELECT subject, year, region_code, system, version_id,
           row_number() OVER (PARTITION BY subject, year, region_code, system
                              ORDER BY CASE WHEN is_correction THEN 0 ELSE 1 END, published_on DESC NULLS LAST,
                                       cells_with_value DESC, failed_sums, sha256, version_id) AS place
    FROM given
    WHERE scope = 'system'
  ) ranked
  WHERE place = 1
),
seen AS (
  SELECT subject, own_code, system, agency_id, min(year) AS first_year
  FROM given
  GROUP BY subject, own_code, system, agency_id
),
candidate AS (
  SELECT subject, year, region_code, system, agency_id, CASE WHEN scope = 'own' THEN version_id END AS version_id,
         0 AS by_register, 1 AS by_history
  FROM given
  UNION ALL
  SELECT n.subject, k.year, k.node_code, k.system, k.agency_id, NULL, CASE WHEN k.status = 'expected' THEN 1 ELSE 0 END, 0
  FROM system_register k
  CROSS JOIN subject_name n
  UNION ALL
  SELECT s.subject, y.year, y.node_code, s.system, s.agency_id, NULL, 0, 1
  FROM seen s
  JOIN region_place y ON y.region_code = s.own_code AND y.year > s.first_year
  JOIN agency_current a ON a.agency_id = s.agency_id
  WHERE a.valid_to IS NULL OR a.valid_to >= make_date(y.year, 12, 31)
),
listed AS (
  SELECT DISTINCT year, node_code AS region_code, system FROM system_register
),
body AS (
  SELECT c.subject, c.year, c.region_code, c.system, c.agency_id, max(c.version_id) AS version_id,
         CASE WHEN max(k.system) IS NOT NULL THEN max(c.by_register) ELSE max(c.by_history) END AS weight_expected,
         CASE WHEN max(k.system) IS NOT NULL THEN 'register' ELSE 'history' END AS expected_from
  FROM candidate c
  LEFT JOIN listed k ON k.year = c.year AND k.region_code = c.region_code AND k.system = c.system
  GROUP BY c.subject, c.year, c.region_code, c.system, c.agency_id
),
own AS (
  SELECT subject, year, region_code, system, agency_id, version_id, weight_expected, expected_from
  FROM body
  WHERE weight_expected = 1 OR version_id IS NOT NULL
),
-- The way up from a region ends at the first region with a system report, which is summed in its own stead.
barrier AS (
  SELECT h.subject, h.year, h.system, a.region_code, min(a.distance) AS distance
  FROM head h
  JOIN region_ancestor a ON a.year = h.year AND a.ancestor_code = h.region_code
  GROUP BY h.subject, h.year, h.system, a.region_code
),
-- What a region hands up: its system report, else all of its bodies.
handed AS (
  SELECT subject, year, system, region_code, version_id, CAST(NULL AS BIGINT) AS agency_id, 1 AS weight_expected, TRUE AS is_head
  FROM head
  UNION ALL
  SELECT o.subject, o.year, o.system, o.region_code, o.version_id, o.agency_id, o.weight_expected, FALSE
  FROM own o
  LEFT JOIN head h ON h.subject = o.subject AND h.year = o.year AND h.system = o.system AND h.region_code = o.region_code
  WHERE h.version_id IS NULL
),
member AS (
  SELECT subject, year, system, region_code, region_code AS origin_code, CAST(NULL AS VARCHAR) AS through, version_id, agency_id,
         weight_expected, FALSE AS is_published, TRUE AS is_direct
  FROM own
  UNION ALL
  SELECT h.subject, h.year, h.system, a.ancestor_code, h.region_code,
         CASE WHEN h.is_head AND a.distance = 1 THEN NULL ELSE a.child_code END,
         h.version_id, h.agency_id, h.weight_expected, FALSE, FALSE
  FROM handed h
  JOIN region_ancestor a ON a.year = h.year AND a.region_code = h.region_code
  LEFT JOIN barrier b ON b.subject = h.subject AND b.year = h.year AND b.system = h.system AND b.region_code = h.region_code
  WHERE b.distance IS NULL OR a.distance <= b.distance
  UNION ALL
  SELECT subject, year, system, region_code, region_code, NULL, version_id, NULL, 1, TRUE, FALSE
  FROM head
),
behind AS (
  SELECT subject, year, system, region_code, through, sum(weight_expected) AS bodies
  FROM member
  WHERE through IS NOT NULL
  GROUP BY subject, year, system, region_code, through
),
expecting AS (
  SELECT subject, year, system, region_code,
         sum(CASE WHEN is_direct THEN weight_expected WHEN NOT is_published AND through IS NULL THEN 1 ELSE 0 END)
           + count(DISTINCT through) AS expected,
         max(CASE WHEN is_published THEN 1 ELSE 0 END) = 1 AS has_published,
         count(CASE WHEN NOT is_published THEN version_id END) > 0 AS has_built
  FROM member
  GROUP BY subject, year, system, region_code
),
source AS (
  SELECT subject, year, system, region_code, min(expected_from) AS expected_from
  FROM own
  GROUP BY subject, year, system, region_code
)
SELECT m.subject, m.year, m.system, m.region_code, y.region_name, y.level, m.origin_code, m.through, m.version_id, m.agency_id,
       m.weight_expected, m.is_published, CAST(b.bodies AS INTEGER) AS bodies_through, CAST(e.expected AS INTEGER) AS expected,
       coalesce(s.expected_from, 'history') AS expected_from, e.has_published, e.has_built
FROM member m
JOIN expecting e ON e.subject = m.subject AND e.year = m.year AND e.system = m.system AND e.region_code = m.region_code
JOIN region_year y ON y.year = m.year AND y.region_code = m.region_code
LEFT JOIN behind b ON b.subject = m.subject AND b.year = m.year AND b.system = m.system AND b.region_code = m.region_code
  AND b.through = m.through
LEFT JOIN source s ON s.subject = m.subject AND s.year = m.year AND s.system = m.system AND s.region_code = m.region_code
WHERE y.level <> 'part';
