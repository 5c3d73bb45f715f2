-- Grain: one row for each region and year in which it exists, of the years of which the warehouse knows anything.
-- Sources: region_year, region_indicator, region_cell, coverage_count, region_form, region_break, rate.
-- Meaning: the main measures and rates under plain names, on the preferred basis. fee_amount is in 万元, a DOUBLE; all else 件, a BIGINT.
--   Rates are those of view rate; here a rate is NULL where some report left a part blank, so that it is not the rate of the
--   numbers in the row (view rate then has that of the reports which gave all parts).
--   <subject>_breaks has the causes for which the table does not simply compare with that of the year before, as in region_break;
--   form and is_mixed_form say on which forms the row stands: table 二 changed wholly between the 2019 and the 2021 form.
--   <subject>_basis, _expected and _missing say what the numbers rest on: the one report of a published basis, or the
--   members that a sum from below needs. <subject>_bound is lower where any number of that table in the row lacks a member:
--   the whole is then at least the number; else exact. cells is how many cells the preferred totals of all three tables are summed
--   from; of those, inferred, adjusted and ocr were not simply read (see region_cell). status says of the row:
--   complete       all three tables have numbers, and none of them lacks a member
--   lower_bound    there are reports, but a table or the number of a member is not there
--   not_collected  the warehouse has no report that enters a number of the region
-- Additive over: disjoint regions, for the counts; never for rates; the stocks (carried_in, carried_out,
--   reconsideration_pending, normative_document_in_force) not over years.
-- Excluded: see region_member. Null rule: a measure that nobody gave is NULL, a rate also where its denominator is 0; a region
--   without a report has its row, in which every measure, rate, basis, bound and form is NULL; breaks are NULL where there
--   is none, or no year before; a bound is NULL where its table has no
--   number. Averages over the rows so leave out what is not known.
CREATE OR REPLACE VIEW region_panel AS
-- The greatest of the bounds is lower where any is.
WITH measure AS (
  SELECT year, region_code,
         max(CASE WHEN subject = 'request' AND item = 'received' AND heading = 'total' THEN value END) AS received,
         max(CASE WHEN subject = 'request' AND item = 'carried_in' AND heading = 'total' THEN value END) AS carried_in,
         max(CASE WHEN subject = 'request' AND item = 'granted' AND heading = 'total' THEN value END) AS granted,
         max(CASE WHEN subject = 'request' AND item = 'partly_granted' AND heading = 'total' THEN value END) AS partly_granted,
         max(CASE WHEN subject = 'request' AND item = 'denied' AND heading = 'total' THEN value END) AS denied,
         max(CASE WHEN subject = 'request' AND item = 'unavailable' AND heading = 'total' THEN value END) AS unavailable,
         max(CASE WHEN subject = 'request' AND item = 'rejected' AND heading = 'total' THEN value END) AS rejected,
         max(CASE WHEN subject = 'request' AND item = 'other' AND heading = 'total' THEN value END) AS other,
         max(CASE WHEN subject = 'request' AND item = 'concluded' AND heading = 'total' THEN value END) AS concluded,
         max(CASE WHEN subject = 'request' AND item = 'carried_out' AND heading = 'total' THEN value END) AS carried_out,
         max(CASE WHEN subject = 'request' AND item = 'received' AND heading = 'natural_person' THEN value END) AS received_natural_person,
         max(CASE WHEN subject = 'appeal' AND item = 'reconsideration' AND heading = 'total' THEN value END) AS reconsideration_total,
         max(CASE WHEN subject = 'appeal' AND item = 'reconsideration' AND heading = 'corrected' THEN value END)
           AS reconsideration_corrected,
         max(CASE WHEN subject = 'appeal' AND item = 'reconsideration' AND heading = 'pending' THEN value END) AS reconsideration_pending,
         max(CASE WHEN subject = 'appeal' AND item = 'litigation_direct' AND heading = 'total' THEN value END) AS litigation_direct_total,
         max(CASE WHEN subject = 'appeal' AND item = 'litigation_direct' AND heading = 'corrected' THEN value END)
           AS litigation_direct_corrected,
         max(CASE WHEN subject = 'appeal' AND item = 'litigation_after_reconsideration' AND heading = 'total' THEN value END)
           AS litigation_after_total,
         max(CASE WHEN subject = 'appeal' AND item = 'litigation_after_reconsideration' AND heading = 'corrected' THEN value END)
           AS litigation_after_corrected,
         max(CASE WHEN subject = 'disclosure' AND item = 'normative_document' AND heading = 'in_force' THEN value END)
           AS normative_document_in_force,
         max(CASE WHEN subject = 'disclosure' AND item = 'licence' AND heading = 'decisions' THEN value END) AS licence_decisions,
         max(CASE WHEN subject = 'disclosure' AND item = 'penalty' AND heading = 'decisions' THEN value END) AS penalty_decisions,
         max(CASE WHEN subject = 'disclosure' AND item = 'coercion' AND heading = 'decisions' THEN value END) AS coercion_decisions,
         max(CASE WHEN subject = 'disclosure' AND item = 'fee' AND heading = 'amount' THEN amount END) AS fee_amount,
         max(CASE WHEN subject = 'disclosure' AND amount IS NOT NULL THEN bound END) AS disclosure_bound,
         max(CASE WHEN subject = 'request' AND amount IS NOT NULL THEN bound END) AS request_bound,
         max(CASE WHEN subject = 'appeal' AND amount IS NOT NULL THEN bound END) AS appeal_bound
  FROM (
    SELECT year, region_code, subject, item, heading, bound, {whole} AS value, CAST(value AS DOUBLE) AS amount
    FROM region_indicator
    WHERE preferred
      AND item IN ('carried_in', 'carried_out', 'coercion', 'concluded', 'denied', 'fee', 'granted', 'licence',
                   'litigation_after_reconsideration', 'litigation_direct', 'normative_document', 'other', 'partly_granted', 'penalty',
                   'received', 'reconsideration', 'rejected', 'unavailable')
      -- The cells of the row and no others, whose bounds would say nothing of it.
      AND (heading IN ('total', 'corrected', 'in_force', 'decisions', 'amount')
           OR (item = 'received' AND heading = 'natural_person') OR (item = 'reconsideration' AND heading = 'pending'))
  ) counted
  GROUP BY year, region_code
),
covered AS (
  SELECT year, region_code,
         max(CASE WHEN subject = 'disclosure' THEN preferred END) AS disclosure_basis,
         max(CASE WHEN subject = 'disclosure' THEN CASE WHEN preferred = 'published' THEN 1 ELSE expected END END) AS disclosure_expected,
         max(CASE WHEN subject = 'disclosure' THEN CASE WHEN preferred = 'published' THEN 0 ELSE missing END END) AS disclosure_missing,
         max(CASE WHEN subject = 'request' THEN preferred END) AS request_basis,
         max(CASE WHEN subject = 'request' THEN CASE WHEN preferred = 'published' THEN 1 ELSE expected END END) AS request_expected,
         max(CASE WHEN subject = 'request' THEN CASE WHEN preferred = 'published' THEN 0 ELSE missing END END) AS request_missing,
         max(CASE WHEN subject = 'appeal' THEN preferred END) AS appeal_basis,
         max(CASE WHEN subject = 'appeal' THEN CASE WHEN preferred = 'published' THEN 1 ELSE expected END END) AS appeal_expected,
         max(CASE WHEN subject = 'appeal' THEN CASE WHEN preferred = 'published' THEN 0 ELSE missing END END) AS appeal_missing
  FROM coverage_count
  GROUP BY year, region_code
),
formed AS (
  SELECT year, region_code, min(first_form) AS first_form, max(last_form) AS last_form
  FROM region_form
  GROUP BY year, region_code
),
counted AS (
  SELECT year, region_code, CAST(sum(cells) AS BIGINT) AS cells, CAST(sum(inferred) AS BIGINT) AS inferred,
         CAST(sum(adjusted) AS BIGINT) AS adjusted, CAST(sum(ocr) AS BIGINT) AS ocr
  FROM region_cell
  GROUP BY year, region_code
),
-- A rate stands in the row only where it is that of the row's own numbers: its sums may leave out reports with a blank part.
rated AS (
  SELECT year, region_code,
         max(CASE WHEN code = 'closure_rate' THEN numerator END) AS closure_rate_above,
         max(CASE WHEN code = 'closure_rate' THEN denominator END) AS closure_rate_below,
         max(CASE WHEN code = 'closure_rate' THEN rate END) AS closure_rate,
         max(CASE WHEN code = 'open_rate' THEN numerator END) AS open_rate_above,
         max(CASE WHEN code = 'open_rate' THEN denominator END) AS open_rate_below,
         max(CASE WHEN code = 'open_rate' THEN rate END) AS open_rate,
         max(CASE WHEN code = 'full_open_rate' THEN numerator END) AS full_open_rate_above,
         max(CASE WHEN code = 'full_open_rate' THEN denominator END) AS full_open_rate_below,
         max(CASE WHEN code = 'full_open_rate' THEN rate END) AS full_open_rate,
         max(CASE WHEN code = 'denial_rate' THEN numerator END) AS denial_rate_above,
         max(CASE WHEN code = 'denial_rate' THEN denominator END) AS denial_rate_below,
         max(CASE WHEN code = 'denial_rate' THEN rate END) AS denial_rate,
         max(CASE WHEN code = 'unable_rate' THEN numerator END) AS unavailable_rate_above,
         max(CASE WHEN code = 'unable_rate' THEN denominator END) AS unavailable_rate_below,
         max(CASE WHEN code = 'unable_rate' THEN rate END) AS unavailable_rate,
         max(CASE WHEN code = 'reject_rate' THEN numerator END) AS rejection_rate_above,
         max(CASE WHEN code = 'reject_rate' THEN denominator END) AS rejection_rate_below,
         max(CASE WHEN code = 'reject_rate' THEN rate END) AS rejection_rate,
         max(CASE WHEN code = 'other_rate' THEN numerator END) AS other_rate_above,
         max(CASE WHEN code = 'other_rate' THEN denominator END) AS other_rate_below,
         max(CASE WHEN code = 'other_rate' THEN rate END) AS other_rate,
         max(CASE WHEN code = 'natural_person_share' THEN numerator END) AS natural_person_share_above,
         max(CASE WHEN code = 'natural_person_share' THEN denominator END) AS natural_person_share_below,
         max(CASE WHEN code = 'natural_person_share' THEN rate END) AS natural_person_share,
         max(CASE WHEN code = 'reconsideration_correction_rate' THEN numerator END) AS reconsideration_correction_rate_above,
         max(CASE WHEN code = 'reconsideration_correction_rate' THEN denominator END) AS reconsideration_correction_rate_below,
         max(CASE WHEN code = 'reconsideration_correction_rate' THEN rate END) AS reconsideration_correction_rate
  FROM rate
  GROUP BY year, region_code
),
broken AS (
  SELECT year, region_code, max(CASE WHEN subject = 'disclosure' THEN breaks END) AS disclosure_breaks,
         max(CASE WHEN subject = 'request' THEN breaks END) AS request_breaks,
         max(CASE WHEN subject = 'appeal' THEN breaks END) AS appeal_breaks
  FROM region_break
  WHERE previous_year = year - 1
  GROUP BY year, region_code
)
SELECT y.year, y.region_code, y.region_name, y.level,
       CASE WHEN c.disclosure_basis IS NULL AND c.request_basis IS NULL AND c.appeal_basis IS NULL THEN 'not_collected'
            WHEN m.disclosure_bound = 'exact' AND m.request_bound = 'exact' AND m.appeal_bound = 'exact' THEN 'complete'
            ELSE 'lower_bound' END AS status,
       m.received, m.carried_in, m.received + m.carried_in AS accepted, m.granted, m.partly_granted, m.denied,
       m.unavailable, m.rejected, m.other, m.concluded, m.carried_out, m.received_natural_person,
       m.reconsideration_total, m.reconsideration_corrected, m.reconsideration_pending,
       m.litigation_direct_total + m.litigation_after_total AS litigation_total,
       m.litigation_direct_corrected + m.litigation_after_corrected AS litigation_corrected,
       m.normative_document_in_force, m.licence_decisions, m.penalty_decisions, m.coercion_decisions, m.fee_amount,
       CASE WHEN f.first_form = f.last_form THEN f.first_form ELSE f.first_form || '+' || f.last_form END AS form,
       f.first_form <> f.last_form AS is_mixed_form, c.disclosure_basis, c.disclosure_expected, c.disclosure_missing,
       m.disclosure_bound, c.request_basis, c.request_expected, c.request_missing, m.request_bound,
       c.appeal_basis, c.appeal_expected, c.appeal_missing, m.appeal_bound,
       b.disclosure_breaks, b.request_breaks, b.appeal_breaks,
       k.cells, k.inferred, k.adjusted, k.ocr,
       CASE WHEN r.closure_rate_above = m.concluded AND r.closure_rate_below = m.received + m.carried_in
           THEN r.closure_rate END AS closure_rate,
       CASE WHEN r.open_rate_above = m.granted + m.partly_granted AND r.open_rate_below = m.concluded THEN r.open_rate END AS open_rate,
       CASE WHEN r.full_open_rate_above = m.granted AND r.full_open_rate_below = m.concluded THEN r.full_open_rate END AS full_open_rate,
       CASE WHEN r.denial_rate_above = m.denied AND r.denial_rate_below = m.concluded THEN r.denial_rate END AS denial_rate,
       CASE WHEN r.unavailable_rate_above = m.unavailable AND r.unavailable_rate_below = m.concluded
           THEN r.unavailable_rate END AS unavailable_rate,
       CASE WHEN r.rejection_rate_above = m.rejected AND r.rejection_rate_below = m.concluded THEN r.rejection_rate END AS rejection_rate,
       CASE WHEN r.other_rate_above = m.other AND r.other_rate_below = m.concluded THEN r.other_rate END AS other_rate,
       CASE WHEN r.natural_person_share_above = m.received_natural_person AND r.natural_person_share_below = m.received
           THEN r.natural_person_share END AS natural_person_share,
       CASE WHEN r.reconsideration_correction_rate_above = m.reconsideration_corrected
             AND r.reconsideration_correction_rate_below = m.reconsideration_total - m.reconsideration_pending
           THEN r.reconsideration_correction_rate END AS reconsideration_correction_rate
FROM region_year y
LEFT JOIN measure m ON m.year = y.year AND m.region_code = y.region_code
LEFT JOIN covered c ON c.year = y.year AND c.region_code = y.region_code
LEFT JOIN formed f ON f.year = y.year AND f.region_code = y.region_code
LEFT JOIN broken b ON b.year = y.year AND b.region_code = y.region_code
LEFT JOIN counted k ON k.year = y.year AND k.region_code = y.region_code
LEFT JOIN rated r ON r.year = y.year AND r.region_code = y.region_code
WHERE y.level <> 'part';
