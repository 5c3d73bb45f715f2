-- Grain: one row for each region, year and basis of the roll-up view that stands for {view}, with the totals of table 四.
-- Meaning: NAME_bound says whether NAME is exact or a lower bound.
-- Null rule: NULL where no member gave a value. Coverage is that of the reconsiderations.
SELECT year, region_code, region_name, basis, preferred,
       max(CASE WHEN track = 'reconsideration' AND result = 'total' THEN value END) AS reconsiderations,
       max(CASE WHEN track = 'reconsideration' AND result = 'total' THEN bound END) AS reconsiderations_bound,
       max(CASE WHEN track = 'reconsideration' AND result = 'corrected' THEN value END) AS reconsiderations_corrected,
       max(CASE WHEN track = 'reconsideration' AND result = 'corrected' THEN bound END) AS reconsiderations_corrected_bound,
       max(CASE WHEN track = 'litigation_direct' AND result = 'total' THEN value END) AS suits_direct,
       max(CASE WHEN track = 'litigation_direct' AND result = 'total' THEN bound END) AS suits_direct_bound,
       max(CASE WHEN track = 'litigation_after_reconsideration' AND result = 'total' THEN value END) AS suits_after,
       max(CASE WHEN track = 'litigation_after_reconsideration' AND result = 'total' THEN bound END) AS suits_after_bound,
       max(CASE WHEN track = 'reconsideration' AND result = 'total' THEN reports END) AS reports,
       max(CASE WHEN track = 'reconsideration' AND result = 'total' THEN expected END) AS expected,
       max(CASE WHEN track = 'reconsideration' AND result = 'total' THEN missing END) AS missing,
       max(flagged) AS flagged, max(expected_from) AS expected_from
FROM {view}
GROUP BY year, region_code, region_name, basis, preferred
HAVING count(value) > 0
ORDER BY year DESC, region_code, basis
