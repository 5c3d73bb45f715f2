package xlsx

import (
	"encoding/xml"
	"math"

	"gongkai/ingest/read/worksheet"
)

// table handles the part of a table: an area with a style of its own. Whether a style of the workbook's own changes a cell depends on the
// place within the table and on what the cell says itself, so where it would change what is seen, the cells are in doubt. The styles that
// Excel has by itself strike nothing out.
type table struct {
	styles *styles
	found  *worksheet.Contents
	area   []worksheet.Area
}

func (t *table) start(name string, attributes []xml.Attr) {
	switch name {
	case "table":
		if a, ok := worksheet.ParseArea(attribute(attributes, "ref")); ok {
			t.area = []worksheet.Area{a}
		}
	case "tableStyleInfo":
		for _, n := range t.styles.table(attribute(attributes, "name")) {
			t.found.AddRule(worksheet.Rule{Areas: t.area, Priority: math.MaxInt32, Effect: t.styles.effect(n)})
		}
	}
}

func (t *table) end(string) error { return nil }
func (t *table) text([]byte)      {}
