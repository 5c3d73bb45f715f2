-- Grain: one row a finding of a rule over several reports, those of view warehouse_finding that meet a condition. Temporary.
CREATE OR REPLACE TEMP TABLE between_report AS
FROM warehouse_finding
WHERE {condition};
