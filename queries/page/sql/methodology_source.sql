-- Grain: one row for each media type of the documents of a release. Sources: release_input, document. Parameter: $1 the release.
SELECT d.media_type, CAST(count(DISTINCT i.sha256) AS VARCHAR) AS documents, CAST(count(*) AS VARCHAR) AS reports,
       CAST(count(i.published_on) AS VARCHAR) AS dated, CAST(count(*) FILTER (WHERE i.is_correction) AS VARCHAR) AS corrections
FROM release_input i
JOIN document d ON d.sha256 = i.sha256
WHERE i.release_id = $1
GROUP BY d.media_type
ORDER BY d.media_type
