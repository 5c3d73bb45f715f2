-- Which cities grant most, in whole or in part, of the requests they conclude? Only where the report answers at least 30:
-- with fewer, one case moves the rate by several points. | 各市公开率排名（办结至少30件）
SELECT year, region_name, concluded, granted + partly_granted AS disclosed, round(100 * open_rate, 1) AS open_percent,
       request_basis, request_missing
FROM city_panel
WHERE concluded >= 30 AND open_rate IS NOT NULL
ORDER BY year DESC, open_rate DESC, region_code;
