-- Grain: one row for each agency whose name holds the text, at most five. Sources: report. Parameter: $1 the text.
SELECT DISTINCT agency FROM report WHERE contains(agency, $1) ORDER BY len(agency), agency LIMIT 5
