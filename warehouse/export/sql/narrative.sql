-- Grain: one row a text of a report that counts, for one year; the natural key is region_code, agency, section, part,
-- where part counts the texts of a section from 1 in the order of the document. public_text is set by the export: it
-- leaves out contacts unless they were asked for.
SELECT
    r.year, r.region_code, r.agency, n.section,
    row_number() OVER (PARTITION BY n.version_id, n.section ORDER BY n.rowid) AS part,
    public_text(n.text) AS text
FROM narrative n
JOIN report r ON r.version_id = n.version_id
WHERE r.year = $year
ORDER BY r.region_code, r.agency, n.section, part;
