-- Grain: one row a finding of a rule over several reports, as in view warehouse_finding. Temporary, empty at first.
CREATE OR REPLACE TEMP TABLE between_report AS
FROM warehouse_finding
LIMIT 0;
