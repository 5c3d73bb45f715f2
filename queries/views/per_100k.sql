-- Grain: one row for each region, year, indicator and kind of population by which its preferred total can be divided.
-- Sources: region_indicator, denominator_year, indicator.
-- Meaning: the preferred total for each 100,000 people, with the population, its kind, year and source. Where members are missing
--   (bound lower) the total is a lower bound, and so is what it comes to for each head.
-- Additive over: nothing; sum values and populations of disjoint regions and divide again.
-- Excluded: regions of which no population was imported (see denominator_year). No population ships with the program.
-- Null rule: value and per_100k are NULL where no member gave a value.
CREATE OR REPLACE VIEW per_100k AS
SELECT t.year, t.region_code, t.region_name, t.level, CAST(i.subject AS VARCHAR) AS subject, i.code, i.label_zh, t.value, i.unit, i.kind,
       t.basis, t.bound, t.reports, t.expected, t.missing, t.flagged,
       p.population, p.population_kind, p.population_year, p.is_interpolated, p.source,
       CAST(t.value AS DOUBLE) * 100000 / CAST(p.population AS DOUBLE) AS per_100k
FROM denominator_year p
JOIN region_indicator t ON t.year = p.year AND t.region_code = p.region_code AND t.preferred
JOIN indicator i ON i.indicator_id = t.indicator_id;
