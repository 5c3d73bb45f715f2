-- Grain: one row for each region, year and subject, regions of which nothing is known included.
-- Sources: region_member, region_year.
-- Meaning: how many of the members that a sum from below needs have given a report on the subject; expected_regions and
--   reported_regions count the regions directly below among them. reports are those that are summed, also behind a region that is not
--   complete. preferred is the basis that the roll-ups prefer; NULL where
--   there is no report at all.
--   coverage adds the weight of the members.
-- Additive over: nothing, a child region is expected at every level. Excluded: whether single cells are blank: see the
--   missing column of the roll-ups. Null rule: share is NULL where nobody is expected, and where no register says who is
--   (expected_from is history): a share of those seen before is no coverage.
CREATE OR REPLACE VIEW coverage_count AS
SELECT m.year, m.region_code, y.region_name, m.level, m.subject, m.expected,
       m.expected - m.missing_bodies AS reported, m.missing_bodies AS missing, m.built_reports AS reports,
       m.expected_regions, m.expected_regions - m.missing_regions AS reported_regions,
       CASE WHEN m.expected_from = 'register' THEN CAST(m.expected - m.missing_bodies AS DOUBLE) / nullif(m.expected, 0) END AS share,
       m.expected_from, CASE WHEN m.prefers_published THEN 'published' WHEN m.has_built THEN 'built' END AS preferred
FROM (
  SELECT DISTINCT subject, year, region_code, level, expected, missing_bodies, expected_regions, missing_regions, built_reports,
         expected_from, prefers_published, has_built
  FROM region_member
) m
JOIN region_year y ON y.year = m.year AND y.region_code = m.region_code;
