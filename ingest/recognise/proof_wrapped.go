package recognise

import (
	"maps"
	"slices"
	"strings"

	"gongkai/ingest/recognise/proof"
	"gongkai/internal/report"
)

// A narrow column breaks a long number over lines: 10↵251. Nothing tells it from two numbers but the sum that it is part
// of: where the pieces of all broken numbers of a row, put together, make the row add up, it is read as inferred.

// joinPieces returns the number of which a text prints the pieces below each other, and false where it is anything else.
func (voc *vocabulary) joinPieces(raw string) (report.Value, bool) {
	pieces := strings.Fields(narrow(raw))
	if len(pieces) < 2 {
		return 0, false
	}
	for i, piece := range pieces {
		if strings.Trim(piece, "0123456789") != "" || i == 0 && piece[0] == '0' {
			return 0, false
		}
	}
	got := voc.values.read(strings.Join(pieces, ""), voc.countUnit, claim{})
	return got.value, got.state.HasValue()
}

// judgeWrapped gives the broken numbers of table 四 their values, each track by itself.
func judgeWrapped(c candidate) (v verdict) {
	v.values = map[string]report.Value{}
	for _, item := range c.voc.tracks {
		maps.Copy(v.values, c.voc.wrapped(c.t, c.voc.groupCodes(c.t, item)))
	}
	return v
}

// wrapped returns the values of the broken numbers of a row. The last code is the total of the others.
func (voc *vocabulary) wrapped(t *table, codes []string) map[string]report.Value {
	joined := map[string]report.Value{}
	values := make([]report.Value, len(codes))
	for i, code := range codes {
		cell, ok := t.cells[code]
		values[i] = cell.Value
		if ok && cell.State == report.Unreadable {
			if values[i], ok = voc.joinPieces(cell.Raw); ok {
				joined[code] = values[i]
			}
		} else if !cell.State.HasValue() {
			ok = false
		}
		if !ok || slices.Contains(t.withheld, code) {
			return nil
		}
	}
	if len(joined) == 0 || !proof.Row(values) {
		return nil
	}
	return joined
}
