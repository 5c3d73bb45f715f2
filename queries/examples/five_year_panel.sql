-- The last five years of each province, one row a year, with or without a report, and the marks of lower bounds and of breaks
-- in the series. | 省级五年面板
SELECT region_name, year, status, received, request_bound, concluded, round(100 * open_rate, 1) AS open_percent,
       reconsideration_total, litigation_total, form, is_mixed_form, request_basis, request_missing
FROM province_panel
WHERE year > (SELECT max(year) FROM province_panel) - 5
ORDER BY region_code, year;
