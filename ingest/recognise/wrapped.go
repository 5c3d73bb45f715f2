package recognise

import (
	"slices"
	"strings"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// A narrow column breaks a long number over lines: 10↵251. Nothing tells it from two numbers but the sum that it is part
// of: where the pieces of all broken numbers of a row, put together, make the row add up, it is read as inferred.

// joinPieces returns the number of which a text prints the pieces below each other, and false where it is anything else.
func (m *mapper) joinPieces(raw string) (report.Value, bool) {
	pieces := strings.Fields(narrow(raw))
	if len(pieces) < 2 {
		return 0, false
	}
	for i, piece := range pieces {
		if strings.Trim(piece, "0123456789") != "" || i == 0 && piece[0] == '0' {
			return 0, false
		}
	}
	got := m.values.read(strings.Join(pieces, ""), m.countUnit, claim{})
	return got.value, got.state.HasValue()
}

// mendGroups gives the broken numbers of table 四 their values, each track by itself.
func (m *mapper) mendGroups(t *table) {
	for _, item := range m.tracks {
		m.mendWrapped(t, m.groupCodes(t, item))
	}
}

// groupCodes returns the codes of a track's results, the total last.
func (m *mapper) groupCodes(t *table, item string) []string {
	var codes []string
	for _, result := range m.results {
		codes = append(codes, t.code(item, result))
	}
	return codes
}

// mendWrapped gives the broken numbers of a row their values. The last code is the total of the others.
func (m *mapper) mendWrapped(t *table, codes []string) {
	joined := map[string]report.Value{}
	values := make([]report.Value, len(codes))
	for i, code := range codes {
		cell, ok := t.cells[code]
		values[i] = cell.Value
		if ok && cell.State == report.Unreadable {
			if values[i], ok = m.joinPieces(cell.Raw); ok {
				joined[code] = values[i]
			}
		} else if !cell.State.HasValue() {
			ok = false
		}
		if !ok || slices.Contains(t.withheld, code) {
			return
		}
	}
	if len(joined) == 0 || !proof.Row(values) {
		return
	}
	for code, value := range joined {
		cell := t.cells[code]
		cell.State, cell.Value = report.Inferred, value
		t.cells[code] = cell
	}
}
