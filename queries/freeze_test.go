package queries

import (
	"strings"

	"gongkai/warehouse/release"
)

// freeze makes a release of a year as the views answer now. Package release, which does it, stands on a warehouse, and scripts on a
// database alone.
func (s *script) freeze(id, year, status, recorded string) {
	s.t.Helper()
	s.store()
	exec(s.t, s.db, computingFirst)
	exec(s.t, s.db, `INSERT INTO release (release_id, year, status, inputs, parser_version, rules_version, reference_hash, recorded_at,
			known_before)
		SELECT ?, ?, ?, '', '1', '1', '', CAST(? AS TIMESTAMPTZ), CAST(? AS TIMESTAMPTZ) + INTERVAL 1 MICROSECOND`,
		id, year, status, recorded, recorded)
	columns := "region_code, year, basis, preferred, indicator_id, value, reports, expected, missing, flagged, expected_from"
	exec(s.t, s.db, "INSERT INTO release_total (release_id, "+columns+") SELECT ?, "+columns+" FROM region_indicator WHERE year = ?", id, year)
	for _, relation := range release.Relations() {
		exec(s.t, s.db, strings.ReplaceAll(`INSERT INTO release_row SELECT ?, '{relation}', CAST(to_json(t) AS VARCHAR)
			FROM (SELECT CAST(COLUMNS(*) AS VARCHAR) FROM {relation} WHERE year = ?) t`, "{relation}", relation), id, year)
	}
	if s.stores {
		exec(s.t, s.db, "RESET search_path")
	}
}
