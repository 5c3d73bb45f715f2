-- Does what an agency carried out of one year equal what it carried into the next? | 结转衔接
SELECT year, region_code, agency, carried_out, carried_in, difference
FROM carry_over
WHERE applicant = 'total' AND status = 'differs'
ORDER BY year DESC, abs(difference) DESC, region_code, agency;
