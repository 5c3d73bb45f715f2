-- Grain: one row a region of level county and year, for one year or all; the natural key is year, region_code.
-- The same rows as view county_panel, from the table that setup.sql makes.
SELECT
    year, region_code, region_name, status, received, carried_in, accepted, granted, partly_granted, denied,
    unavailable, rejected, other, concluded, carried_out, received_natural_person, reconsideration_total,
    reconsideration_corrected, reconsideration_pending, litigation_total, litigation_corrected,
    normative_document_in_force, licence_decisions, penalty_decisions, coercion_decisions, fee_amount, form,
    is_mixed_form, disclosure_basis, disclosure_expected, disclosure_missing, disclosure_bound, request_basis,
    request_expected, request_missing, request_bound, appeal_basis, appeal_expected, appeal_missing, appeal_bound,
    disclosure_breaks, request_breaks, appeal_breaks,
    cells, inferred, adjusted, ocr,
    closure_rate, open_rate, full_open_rate, denial_rate, unavailable_rate, rejection_rate, other_rate,
    natural_person_share, reconsideration_correction_rate
FROM panel
WHERE level = 'county' AND $year IN (0, year)
ORDER BY year, region_code;
