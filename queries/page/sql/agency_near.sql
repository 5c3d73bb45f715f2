-- Grain: one row for each body whose name holds the text, at most five. Sources: agency_current. Parameter: $1 the text.
SELECT DISTINCT name, len(name) AS runes FROM agency_current WHERE contains(name, $1) ORDER BY runes, name LIMIT 5
