-- Grain: one row for each region, year and basis of the roll-up view that stands for {view}, with the main totals of table 三.
-- Meaning: NAME_bound says whether NAME is exact or a lower bound.
-- Null rule: NULL where no member gave a value. Coverage is that of the requests received.
SELECT year, region_code, region_name, basis, preferred,
       max(CASE WHEN outcome = 'received' THEN value END) AS received,
       max(CASE WHEN outcome = 'received' THEN bound END) AS received_bound,
       max(CASE WHEN outcome = 'carried_in' THEN value END) AS carried_in,
       max(CASE WHEN outcome = 'carried_in' THEN bound END) AS carried_in_bound,
       max(CASE WHEN outcome = 'concluded' THEN value END) AS concluded,
       max(CASE WHEN outcome = 'concluded' THEN bound END) AS concluded_bound,
       max(CASE WHEN outcome = 'granted' THEN value END) AS granted,
       max(CASE WHEN outcome = 'granted' THEN bound END) AS granted_bound,
       max(CASE WHEN outcome = 'partly_granted' THEN value END) AS partly_granted,
       max(CASE WHEN outcome = 'partly_granted' THEN bound END) AS partly_granted_bound,
       max(CASE WHEN outcome = 'denied' THEN value END) AS denied,
       max(CASE WHEN outcome = 'denied' THEN bound END) AS denied_bound,
       max(CASE WHEN outcome = 'unavailable' THEN value END) AS unavailable,
       max(CASE WHEN outcome = 'unavailable' THEN bound END) AS unavailable_bound,
       max(CASE WHEN outcome = 'carried_out' THEN value END) AS carried_out,
       max(CASE WHEN outcome = 'carried_out' THEN bound END) AS carried_out_bound,
       max(CASE WHEN outcome = 'received' THEN reports END) AS reports,
       max(CASE WHEN outcome = 'received' THEN expected END) AS expected,
       max(CASE WHEN outcome = 'received' THEN missing END) AS missing,
       max(flagged) AS flagged, max(expected_from) AS expected_from
FROM {view}
WHERE applicant = 'total'
GROUP BY year, region_code, region_name, basis, preferred
HAVING count(value) > 0
ORDER BY year DESC, region_code, basis
