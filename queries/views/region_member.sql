-- Grain: one row for each report, or missing body, that enters a region's total, by year and subject: once for the
--   published total (is_published), once for the one built from below. Every region has at least one row.
-- Sources: report_subject, register_current, region_year, region_ancestor, region_place, subject_name, agency_current, agency_heir,
--   open_finding.
-- Meaning: who is summed, decided on reports, so that the roll-up reads each cell once.
--   published(A) = A's own area report; of two for one year the government's, then the order of report.sql.
--   built(A) = [A's level report, else the own reports of bodies of A's own level; beside either, the bodies below that level]
--              + for each child region its area report, else built(child). A's area report never enters built(A).
--   `through` is the child region without an area report through which a report comes; NULL for a direct member.
--   `origin_code` is the region that the report, or the missing body, is of.
--   A level report has the weight of all the bodies it stands for.
--   expected = child regions + the region's own bodies on the register (status expected; the government itself only where it
--   gave an own report); where the region has no register row for the year, those seen in this or an earlier year, at
--   least 1 (expected_from: register or history). missing_bodies = how many of them gave no report on the subject.
--   expected_regions and missing_regions are the child regions among the two; built_reports counts the reports that are summed.
--   prefers_published: published is preferred where it exists, unless that report has an open error in the subject and built misses nobody.
-- Additive over: the rows with is_published = FALSE of one region, year and subject are an antichain: none contains another.
-- Excluded: vertical, system and unknown reports; whatever an area or level report already contains; from history, bodies
--   that had ceased to exist by 31 December (those that took over from them are expected instead); parts of a region (region_today),
--   which are members and have no total of their own.
-- Null rule: version_id is NULL for a body that is expected and did not report.
CREATE OR REPLACE VIEW region_member AS
WITH given AS (
  SELECT subject, year, node_code AS region_code, region_code AS own_code, version_id, agency_id, agency_kind, is_below, role,
         is_correction, published_on, cells_with_value, failed_sums, sha256
  FROM report_subject
  WHERE role <> 'none'
),
claim AS (
  SELECT subject, year, region_code, role, count(*) AS claims, max(version_id) AS version_id, max(published_on) AS published_on
  FROM given
  WHERE role IN ('area', 'level')
  GROUP BY subject, year, region_code, role
),
-- Only where two agencies gave such a report there is something to rank.
ranked AS (
  SELECT g.subject, g.year, g.region_code, g.role, g.version_id,
         row_number() OVER (PARTITION BY g.subject, g.year, g.region_code, g.role
                            ORDER BY CASE WHEN g.agency_kind = 'government' THEN 0 ELSE 1 END,
                                     CASE WHEN g.is_correction THEN 0 ELSE 1 END,
                                     CASE WHEN g.published_on IS NULL THEN c.published_on ELSE g.published_on END DESC NULLS LAST,
                                     g.cells_with_value DESC, g.failed_sums, g.sha256, g.version_id) AS place
  FROM given g
  JOIN claim c ON c.subject = g.subject AND c.year = g.year AND c.region_code = g.region_code AND c.role = g.role
  WHERE c.claims > 1
),
chosen AS (
  SELECT subject, year, region_code, role, version_id FROM claim WHERE claims = 1
  UNION ALL
  SELECT subject, year, region_code, role, version_id FROM ranked WHERE place = 1
),
regional AS (
  SELECT subject, year, region_code,
         max(CASE WHEN role = 'area' THEN version_id END) AS area_version_id,
         max(CASE WHEN role = 'level' THEN version_id END) AS level_version_id
  FROM chosen
  GROUP BY subject, year, region_code
),
listed AS (
  SELECT DISTINCT node_code AS region_code, year FROM register_current
),
node AS (
  SELECT s.subject, y.year, y.region_code, y.level, y.parent_code, y.has_own, r.area_version_id, r.level_version_id,
         CASE WHEN k.region_code IS NOT NULL THEN 'register' ELSE 'history' END AS expected_from
  FROM region_year y
  CROSS JOIN subject_name s
  LEFT JOIN regional r ON r.subject = s.subject AND r.year = y.year AND r.region_code = y.region_code
  LEFT JOIN listed k ON k.region_code = y.region_code AND k.year = y.year
),
seen AS (
  SELECT subject, own_code, agency_id, is_below, min(year) AS first_year
  FROM given
  WHERE role = 'body'
  GROUP BY subject, own_code, agency_id, is_below
),
awaited AS (
  SELECT subject, own_code, agency_id, is_below, first_year FROM seen
  UNION ALL
  SELECT s.subject, h.region_code, h.heir_id, s.is_below, greatest(s.first_year, year(h.since) - 1)
  FROM seen s
  JOIN agency_heir h ON h.agency_id = s.agency_id
),
candidate AS (
  SELECT subject, year, region_code, agency_id, is_below, version_id, 0 AS is_listed, 1 AS is_seen, 0 AS is_government
  FROM given
  WHERE role = 'body'
  UNION ALL
  SELECT s.subject, k.year, k.node_code, k.agency_id, k.is_below, NULL, 1, 0, CASE WHEN k.is_government THEN 1 ELSE 0 END
  FROM register_current k
  CROSS JOIN subject_name s
  WHERE k.status = 'expected'
  UNION ALL
  SELECT s.subject, y.year, y.node_code, s.agency_id, s.is_below, NULL, 0, 1, 0
  FROM awaited s
  JOIN region_place y ON y.region_code = s.own_code AND y.year > s.first_year
  JOIN agency_current a ON a.agency_id = s.agency_id
  WHERE a.valid_to IS NULL OR a.valid_to >= make_date(y.year, 12, 31)
),
body AS (
  SELECT subject, year, region_code, agency_id, is_below, max(version_id) AS version_id,
         CASE WHEN max(is_listed) = 1 AND (max(is_government) = 0 OR max(version_id) IS NOT NULL) THEN 1 ELSE 0 END AS by_register,
         max(is_seen) AS by_history
  FROM candidate
  GROUP BY subject, year, region_code, agency_id, is_below
),
placed AS (
  SELECT b.subject, b.year, b.region_code, n.area_version_id, n.level_version_id, b.agency_id, b.is_below, b.version_id,
         CASE WHEN n.expected_from = 'register' THEN b.by_register ELSE b.by_history END AS is_expected
  FROM body b
  JOIN node n ON n.subject = b.subject AND n.year = b.year AND n.region_code = b.region_code
),
counted AS (
  SELECT subject, year, region_code,
         sum(is_expected) AS bodies, sum(CASE WHEN is_below THEN 0 ELSE is_expected END) AS same_level
  FROM placed
  GROUP BY subject, year, region_code
),
inner_region AS (
  SELECT DISTINCT year, parent_code AS region_code FROM region_year WHERE parent_code IS NOT NULL
),
own AS (
  SELECT subject, year, region_code, area_version_id, agency_id, version_id, is_expected AS weight_expected, 1 AS weight_reports
  FROM placed
  WHERE (is_below OR level_version_id IS NULL) AND (is_expected = 1 OR version_id IS NOT NULL)
  UNION ALL
  -- The level report, or the one body that must exist though nobody has ever seen it, or though a register without
  -- regions below names the government alone: with its report missing, all of that region is.
  SELECT n.subject, n.year, n.region_code, n.area_version_id, NULL, n.level_version_id,
         CASE WHEN n.level_version_id IS NOT NULL AND c.same_level > 1 THEN c.same_level ELSE 1 END,
         CASE WHEN n.level_version_id IS NOT NULL AND c.same_level > 1 THEN c.same_level ELSE 1 END
  FROM node n
  LEFT JOIN counted c ON c.subject = n.subject AND c.year = n.year AND c.region_code = n.region_code
  LEFT JOIN inner_region i ON i.year = n.year AND i.region_code = n.region_code
  WHERE n.level_version_id IS NOT NULL
     OR (n.has_own AND (c.bodies IS NULL OR c.bodies = 0) AND
         (n.expected_from = 'history' OR (n.area_version_id IS NULL AND i.region_code IS NULL)))
),
-- The way up from a region ends at the first region with an area report, which is summed in its own stead.
barrier AS (
  SELECT c.subject, c.year, a.region_code, min(a.distance) AS distance
  FROM chosen c
  JOIN region_ancestor a ON a.year = c.year AND a.ancestor_code = c.region_code
  WHERE c.role = 'area'
  GROUP BY c.subject, c.year, a.region_code
),
-- What a region hands up: its area report, else all of its own level.
handed AS (
  SELECT subject, year, region_code, area_version_id AS version_id, CAST(NULL AS BIGINT) AS agency_id,
         1 AS weight_expected, 1 AS weight_reports, TRUE AS is_area
  FROM node
  WHERE area_version_id IS NOT NULL
  UNION ALL
  SELECT subject, year, region_code, version_id, agency_id, weight_expected, weight_reports, FALSE
  FROM own
  WHERE area_version_id IS NULL
),
member AS (
  SELECT subject, year, region_code, region_code AS origin_code, CAST(NULL AS VARCHAR) AS through, version_id, agency_id,
         weight_expected, weight_reports, FALSE AS is_published, weight_expected AS direct_expected
  FROM own
  UNION ALL
  SELECT h.subject, h.year, a.ancestor_code, h.region_code, CASE WHEN h.is_area AND a.distance = 1 THEN NULL ELSE a.child_code END,
         h.version_id, h.agency_id, h.weight_expected, h.weight_reports, FALSE, 0
  FROM handed h
  JOIN region_ancestor a ON a.year = h.year AND a.region_code = h.region_code
  LEFT JOIN barrier b ON b.subject = h.subject AND b.year = h.year AND b.region_code = h.region_code
  WHERE b.distance IS NULL OR a.distance <= b.distance
  UNION ALL
  SELECT subject, year, region_code, region_code, NULL, area_version_id, NULL, 1, 1, TRUE, 0
  FROM node
  WHERE area_version_id IS NOT NULL
),
behind AS (
  SELECT subject, year, region_code, through, sum(weight_expected) AS bodies,
         sum(CASE WHEN version_id IS NULL THEN weight_expected ELSE 0 END) AS silent
  FROM member
  WHERE through IS NOT NULL
  GROUP BY subject, year, region_code, through
),
child AS (
  SELECT p.subject, p.year, p.parent_code AS region_code, count(*) AS children,
         sum(CASE WHEN p.area_version_id IS NULL AND (b.silent IS NULL OR b.silent > 0) THEN 1 ELSE 0 END) AS silent
  FROM node p
  LEFT JOIN behind b ON b.subject = p.subject AND b.year = p.year AND b.region_code = p.parent_code AND b.through = p.region_code
  GROUP BY p.subject, p.year, p.parent_code
),
asked AS (
  SELECT subject, year, region_code, sum(direct_expected) AS bodies,
         sum(CASE WHEN version_id IS NULL THEN direct_expected ELSE 0 END) AS silent,
         max(CASE WHEN is_published THEN version_id END) AS area_version_id,
         count(CASE WHEN NOT is_published THEN version_id END) AS built_reports
  FROM member
  GROUP BY subject, year, region_code
),
doubtful AS (
  SELECT DISTINCT subject, version_id FROM open_finding
),
region_state AS (
  SELECT a.subject, a.year, a.region_code,
         CAST(a.bodies + CASE WHEN c.children IS NULL THEN 0 ELSE c.children END AS INTEGER) AS expected,
         CAST(a.silent + CASE WHEN c.silent IS NULL THEN 0 ELSE c.silent END AS INTEGER) AS missing_bodies,
         CAST(CASE WHEN c.children IS NULL THEN 0 ELSE c.children END AS INTEGER) AS expected_regions,
         CAST(CASE WHEN c.silent IS NULL THEN 0 ELSE c.silent END AS INTEGER) AS missing_regions,
         a.area_version_id IS NOT NULL AS has_published, a.built_reports > 0 AS has_built,
         CAST(a.built_reports AS INTEGER) AS built_reports,
         d.version_id IS NOT NULL AS is_doubtful
  FROM asked a
  LEFT JOIN child c ON c.subject = a.subject AND c.year = a.year AND c.region_code = a.region_code
  LEFT JOIN doubtful d ON d.version_id = a.area_version_id AND d.subject = a.subject
)
SELECT m.subject, m.year, m.region_code, n.level, m.origin_code, m.through, m.version_id, m.agency_id,
       m.weight_expected, m.weight_reports, m.is_published,
       CAST(b.bodies AS INTEGER) AS bodies_through, s.expected, s.missing_bodies, s.expected_regions, s.missing_regions,
       s.built_reports, n.expected_from, s.has_published, s.has_built,
       s.has_published AND NOT (s.is_doubtful AND s.has_built AND s.missing_bodies = 0) AS prefers_published
FROM member m
JOIN region_state s ON s.subject = m.subject AND s.year = m.year AND s.region_code = m.region_code
JOIN node n ON n.subject = m.subject AND n.year = m.year AND n.region_code = m.region_code
LEFT JOIN behind b ON b.subject = m.subject AND b.year = m.year AND b.region_code = m.region_code AND b.through = m.through
WHERE n.level <> 'part';
