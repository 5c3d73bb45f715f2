-- Grain: one row for each version of subtotal_pending that is known on the as-of day, and subject that it has cells of.
-- Sources: cell_adjusted, indicator, subtotal_pending.
-- Meaning: what tells that two tables are the same without laying their cells beside each other. filled is how many cells are not
--   zero, numbers how many different numbers are among them, flow_numbers how many among those that are not stocks. cells_digest
--   is of all cells as they are printed, a number or, without one, why there is none; filled_digest of those that are not zero.
--   What it makes of a version without adjustments is stored in table_digest.
-- Additive over: nothing. Excluded: versions whose digests are stored.
-- Null rule: filled_digest is NULL where no cell differs from zero.
CREATE OR REPLACE VIEW digest_computed AS
SELECT p.version_id, p.subject, CAST(count(p.number) AS INTEGER) AS filled, CAST(count(DISTINCT p.number) AS INTEGER) AS numbers,
       CAST(count(DISTINCT CASE WHEN p.kind = 'flow' THEN p.number END) AS INTEGER) AS flow_numbers,
       CAST(md5(string_agg(p.told, ' ' ORDER BY p.indicator_id)) AS UUID) AS cells_digest,
       CAST(md5(string_agg(CASE WHEN p.number IS NOT NULL THEN p.told END, ' ' ORDER BY p.indicator_id)) AS UUID) AS filled_digest
FROM (
  SELECT c.version_id, i.subject, i.kind, c.indicator_id, CASE WHEN c.value <> 0 THEN c.value END AS number,
         c.indicator_id || ':' || CASE WHEN c.value IS NULL THEN CAST(c.state AS VARCHAR) ELSE CAST(c.value AS VARCHAR) END AS told
  FROM cell_adjusted c
  JOIN indicator i ON i.indicator_id = c.indicator_id
  WHERE c.version_id IN (SELECT version_id FROM subtotal_pending)
) p
GROUP BY p.version_id, p.subject;
