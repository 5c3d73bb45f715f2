-- A row with what migration 8 added: the first half of a year.
UPDATE report_version SET is_part_of_year = TRUE, period_start = DATE '2024-01-01', period_end = DATE '2024-06-30' WHERE version_id = 1;
