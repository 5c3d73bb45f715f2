-- Grain: one row for each total that a release holds otherwise than the views give it now. $1 the year, $2 the release;
--   totals_now is totals.sql.
SELECT coalesce(o.region_code, n.region_code) AS region_code, coalesce(o.basis, n.basis) AS basis, i.code,
       o.release_id IS NOT NULL AS is_stored, n.region_code IS NOT NULL AS is_rebuilt,
       rtrim(rtrim(CAST(o.value AS VARCHAR), '0'), '.') AS stored_value, rtrim(rtrim(CAST(n.value AS VARCHAR), '0'), '.') AS rebuilt_value
FROM (SELECT * FROM release_total WHERE release_id = $2) o
FULL JOIN totals_now n ON n.region_code = o.region_code AND n.basis = o.basis AND n.indicator_id = o.indicator_id
JOIN indicator i ON i.indicator_id = coalesce(o.indicator_id, n.indicator_id)
WHERE o.release_id IS NULL OR n.region_code IS NULL OR o.value IS DISTINCT FROM n.value OR o.preferred <> n.preferred
   OR o.bound <> n.bound OR o.reports <> n.reports OR o.expected <> n.expected OR o.missing <> n.missing OR o.flagged <> n.flagged
   -- Releases of before did not count these: NULL differs from nothing.
   OR o.inferred <> n.inferred OR o.adjusted <> n.adjusted OR o.ocr <> n.ocr
ORDER BY region_code, basis, i.code
