-- A report on half a year, a quarter or some months is kept, and is in no yearly total nor a version of the yearly report. NULL is a
-- version of before, which was taken for a yearly one.
ALTER TABLE report_version ADD COLUMN is_part_of_year BOOLEAN;
