-- Grain: one row a finding of a rule of level warehouse.
-- Sources: the rule_… views, rule, version_current, indicator, agency_current.
-- Meaning: what the rules over many reports find, as table finding has it for single reports. finding_id is the same
--   as long as report, rule, indicator, the report compared with and both values are, so that a verdict can hold on to it.
--   severity and status are those of config/rules, which table rule has; about a table of fewer different numbers than the rule
--   asks for a finding is for information only. One of a rule that the table does not have is a warning that proves nothing.
-- Additive over: nothing, but findings may be counted.
-- Excluded: what cannot be assessed. Null rule: code is NULL where a whole table is meant, subject where the report is, the
--   other report where there is none, and a value where nothing was published.
CREATE OR REPLACE VIEW warehouse_finding AS
WITH found AS (
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value,
         CAST(NULL AS INTEGER) AS numbers
  FROM rule_carry_over
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_stock_in_force
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_items_previous_year
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_appeal_pending
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_year_outlier
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_fee_jump
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value,
         numbers
  FROM rule_copied_year
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_parent_below_child
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value,
         numbers
  FROM rule_identical_bodies
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_rendition_differs
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_rendition_put_back
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_area_twice
  UNION ALL
  SELECT rule, subject, year, region_code, agency_id, report_id, version_id, other_version_id, indicator_id, left_value, right_value, NULL
  FROM rule_adjustment_lapsed
)
SELECT {finding_id} AS finding_id,
       f.rule, f.subject, f.year, f.region_code, f.agency_id, a.name AS agency, f.report_id, f.version_id,
       f.other_version_id, o.agency_name AS other_agency, o.year AS other_year, f.indicator_id, i.code, i.label_zh,
       f.left_value, f.right_value, {finding_severity} AS severity, coalesce(CAST(u.status AS VARCHAR), 'uncertain') AS status
FROM found f
LEFT JOIN rule u ON u.rule = f.rule
LEFT JOIN version_current o ON o.version_id = f.other_version_id
LEFT JOIN agency_current a ON a.agency_id = f.agency_id
LEFT JOIN indicator i ON i.indicator_id = f.indicator_id;
