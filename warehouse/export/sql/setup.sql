-- Run once before the relations. All of it is temporary: nothing is written to the warehouse.

-- The panels of all levels, which would else be worked out for each level and format again. A row a region and year is little.
CREATE OR REPLACE TEMP TABLE panel AS
FROM region_panel;

-- The findings between reports, for a session of another reading than the plain one, in which they are computed.
CREATE OR REPLACE TEMP TABLE between_report AS
FROM warehouse_finding;

-- What the rows of a year repeat, as types whose values are numbered in the order of the texts: they sort and are written as
-- those, at half the cost. Parquet has them as text.
CREATE OR REPLACE TEMP TYPE indicator_item AS ENUM (SELECT DISTINCT item FROM indicator ORDER BY item);

CREATE OR REPLACE TEMP TYPE indicator_heading AS ENUM (SELECT DISTINCT heading FROM indicator ORDER BY heading);

CREATE OR REPLACE TEMP TYPE indicator_label AS ENUM (SELECT DISTINCT label_zh FROM indicator ORDER BY label_zh);

CREATE OR REPLACE TEMP TYPE indicator_unit AS ENUM (SELECT DISTINCT unit FROM indicator ORDER BY unit);
