-- The prose of two years side by side, section by section in the order of the documents: of the reports of the agency $1, or
-- where that is NULL of the area reports that the region $2 published.
WITH given AS (
  SELECT DISTINCT year, version_id FROM report WHERE agency_id = $1 AND year IN ($3, $4)
  UNION
  SELECT DISTINCT year, version_id FROM region_member
  WHERE $1 IS NULL AND region_code = $2 AND year IN ($3, $4) AND is_published AND version_id IS NOT NULL
),
told AS (
  SELECT g.year, n.section, string_agg(n.text, chr(10) ORDER BY n.rowid) AS text, min(n.rowid) AS place
  FROM given g JOIN narrative n ON n.version_id = g.version_id
  GROUP BY g.year, n.section
)
SELECT section, coalesce(max(CASE WHEN year = $3 THEN text END), '') AS from_text,
       coalesce(max(CASE WHEN year = $4 THEN text END), '') AS to_text
FROM told
GROUP BY section
ORDER BY max(CASE WHEN year = $4 THEN place END) NULLS LAST, min(place);
