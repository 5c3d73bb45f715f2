-- Grain: one row a finding of a rule over several reports, as in view warehouse_finding. Temporary, so that the view is asked once.
CREATE OR REPLACE TEMP TABLE between_report AS
FROM warehouse_finding;
