package load

import (
	"math"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
)

// cellColumns are the cells of a batch on their way to DuckDB, a slice a column, without NULLs: sql/cell.sql makes
// NULL out of 0 and "". The value counts only where the state has one.
type cellColumns struct {
	version   []int64
	indicator []int16
	value     []int64 // in millionths, as DECIMAL(18,6) stores it
	state     []uint8
	rawText   []byte  // all raw texts in a row
	rawEnd    []int32 // where each ends; rawEnd[0] is 0, so there is one more than cells
	page      []int16
	grid      []int16
	row       []int32
	column    []int16
}

// reset empties the columns and keeps their memory.
func (c *cellColumns) reset() {
	c.version, c.indicator, c.value, c.state = c.version[:0], c.indicator[:0], c.value[:0], c.state[:0]
	c.rawText, c.rawEnd = c.rawText[:0], append(c.rawEnd[:0], 0)
	c.page, c.grid, c.row, c.column = c.page[:0], c.grid[:0], c.row[:0], c.column[:0]
}

func (c *cellColumns) len() int { return len(c.version) }

func (c *cellColumns) add(versionID int64, cells []report.Cell, indicators map[string]int16) {
	for i := range cells {
		cell := &cells[i]
		state, _ := stateCode(cell.State) // checked in prepare
		value := int64(0)
		raw := cell.Raw
		if cell.State.HasValue() {
			value = int64(cell.Value)
			if isText(cell.Value, raw) {
				raw = ""
			}
		}
		c.version = append(c.version, versionID)
		c.indicator = append(c.indicator, indicators[cell.Code])
		c.value = append(c.value, value)
		c.state = append(c.state, state)
		c.rawText = append(c.rawText, sqlfile.Clean(raw)...)
		c.rawEnd = append(c.rawEnd, int32(len(c.rawText)))
		c.page = append(c.page, small(cell.Place.Page))
		c.grid = append(c.grid, small(cell.Place.Grid))
		row := cell.Place.Row
		if row == 0 {
			row = cell.Place.Line
		}
		c.row = append(c.row, int32(min(max(row, 0), math.MaxInt32)))
		c.column = append(c.column, small(cell.Place.Column))
	}
}

// isText reports whether raw is just how the value prints. Nearly every cell is a short whole number, for which this
// takes no memory.
func isText(v report.Value, raw string) bool {
	if len(raw) == 0 || len(raw) > report.MaxDigits || raw[0] == '0' && len(raw) > 1 || !v.IsWhole() {
		return raw == v.String()
	}
	n := report.Value(0)
	for i := range len(raw) {
		if raw[i] < '0' || raw[i] > '9' {
			return raw == v.String()
		}
		n = n*10 + report.Value(raw[i]-'0')
	}
	return n*report.Whole(1) == v
}

// small returns a place as the schema stores it; one that does not fit is unknown, not another place.
func small(n int) int16 {
	if n < 0 || n > math.MaxInt16 {
		return 0
	}
	return int16(n)
}
