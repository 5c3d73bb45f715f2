-- Grain: one row for each region, year and basis of the roll-up view that stands for {view}, with the main totals of table 二.
-- Meaning: NAME_bound says whether NAME is exact or a lower bound.
-- Null rule: NULL where no member gave a value. Coverage is that of the licensing decisions.
SELECT year, region_code, region_name, basis, preferred,
       max(CASE WHEN item = 'regulation' AND measure = 'in_force' THEN value END) AS regulations_in_force,
       max(CASE WHEN item = 'regulation' AND measure = 'in_force' THEN bound END) AS regulations_in_force_bound,
       max(CASE WHEN item = 'normative_document' AND measure = 'in_force' THEN value END) AS documents_in_force,
       max(CASE WHEN item = 'normative_document' AND measure = 'in_force' THEN bound END) AS documents_in_force_bound,
       max(CASE WHEN item = 'licence' AND measure = 'decisions' THEN value END) AS licences,
       max(CASE WHEN item = 'licence' AND measure = 'decisions' THEN bound END) AS licences_bound,
       max(CASE WHEN item = 'penalty' AND measure = 'decisions' THEN value END) AS penalties,
       max(CASE WHEN item = 'penalty' AND measure = 'decisions' THEN bound END) AS penalties_bound,
       max(CASE WHEN item = 'coercion' AND measure = 'decisions' THEN value END) AS coercions,
       max(CASE WHEN item = 'coercion' AND measure = 'decisions' THEN bound END) AS coercions_bound,
       max(CASE WHEN item = 'fee' AND measure = 'amount' THEN value END) AS fees,
       max(CASE WHEN item = 'fee' AND measure = 'amount' THEN bound END) AS fees_bound,
       max(CASE WHEN item = 'licence' AND measure = 'decisions' THEN reports END) AS reports,
       max(CASE WHEN item = 'licence' AND measure = 'decisions' THEN expected END) AS expected,
       max(CASE WHEN item = 'licence' AND measure = 'decisions' THEN missing END) AS missing,
       max(flagged) AS flagged, max(expected_from) AS expected_from
FROM {view}
GROUP BY year, region_code, region_name, basis, preferred
HAVING count(value) > 0
ORDER BY year DESC, region_code, basis
