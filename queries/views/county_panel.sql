-- Grain: as region_panel, regions of level county alone.
-- Sources: region_panel. A filter and nothing else.
-- Additive over, excluded, null rule: as region_panel.
CREATE OR REPLACE VIEW county_panel AS
SELECT year, region_code, region_name, status, received, carried_in, accepted, granted, partly_granted, denied,
       unavailable, rejected, other, concluded, carried_out, received_natural_person, reconsideration_total,
       reconsideration_corrected, reconsideration_pending, litigation_total, litigation_corrected,
       normative_document_in_force, licence_decisions, penalty_decisions, coercion_decisions, fee_amount, form,
       is_mixed_form, disclosure_basis, disclosure_expected, disclosure_missing, disclosure_bound, request_basis,
       request_expected, request_missing, request_bound, appeal_basis, appeal_expected, appeal_missing, appeal_bound,
       disclosure_breaks, request_breaks, appeal_breaks,
       cells, inferred, adjusted, ocr,
       closure_rate, open_rate, full_open_rate, denial_rate, unavailable_rate, rejection_rate, other_rate,
       natural_person_share, reconsideration_correction_rate
FROM region_panel
WHERE level = 'county';
