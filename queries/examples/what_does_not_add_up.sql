-- Where do the published totals differ from the sum of the members though nobody is missing, or fall below it?
-- | 公布值与汇总值不符
SELECT year, region_name, label_zh, published, built, difference, missing
FROM reconciliation
WHERE status = 'unexplained'
ORDER BY abs(difference) DESC, year DESC, region_code, label_zh
LIMIT 100;
