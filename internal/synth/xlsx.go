package synth

import (
	"fmt"
	"html"
	"strings"

	"gongkai/internal/report"
)

// xlsx is a workbook with the whole report on its second sheet, behind an empty one.
func xlsx(d *Document) ([]byte, error) {
	s := &sheet{}
	for _, b := range d.Blocks {
		if b.Table == nil {
			s.rows = append(s.rows, fmt.Sprintf(`<c r="A%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, len(s.rows)+1, html.EscapeString(b.Text)))
			continue
		}
		s.table(b.Table)
	}
	var data strings.Builder
	for i, row := range s.rows {
		fmt.Fprintf(&data, `<row r="%d">%s</row>`, i+1, row)
	}
	merges := ""
	if len(s.merges) > 0 {
		merges = fmt.Sprintf(`<mergeCells count="%d">%s</mergeCells>`, len(s.merges), strings.Join(s.merges, ""))
	}
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	return pack([]part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>` +
			`<sheet name="Sheet1" sheetId="1" r:id="rId1"/><sheet name="Sheet2" sheetId="2" r:id="rId2"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", xmlHead + `<worksheet ` + main + `><sheetData/></worksheet>`},
		{"xl/worksheets/sheet2.xml", xmlHead + `<worksheet ` + main + `><sheetData>` + data.String() + `</sheetData>` + merges + `</worksheet>`},
	})
}

// sheet is a worksheet being written.
type sheet struct {
	rows   []string
	merges []string
}

func (s *sheet) table(t *Table) {
	top := len(s.rows)
	for r, row := range t.lattice() {
		var out strings.Builder
		for c := range row {
			origin := row[c]
			if !origin.covered || origin.row != r || c > 0 && row[c-1] == origin {
				continue
			}
			cell := t.Rows[origin.row][origin.cell]
			at := cellName(top+r, c)
			rows, columns := max(cell.RowSpan, 1), max(cell.ColSpan, 1)
			rows = min(rows, len(t.Rows)-r)
			if rows > 1 || columns > 1 {
				s.merges = append(s.merges, fmt.Sprintf(`<mergeCell ref="%s:%s"/>`, at, cellName(top+r+rows-1, c+columns-1)))
			}
			_, err := report.ParseValue(cell.Text)
			switch {
			case cell.Stray != nil && cell.Stray.Look != LookCovered:
				fmt.Fprintf(&out, `<c r="%s" t="inlineStr"><is>%s</is></c>`, at, strayXLSX(cell))
			case cell.Text == "":
				fmt.Fprintf(&out, `<c r="%s"/>`, at)
			case err == nil && cell.Text[0] != '+':
				fmt.Fprintf(&out, `<c r="%s"><v>%s</v></c>`, at, cell.Text)
			default:
				fmt.Fprintf(&out, `<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, html.EscapeString(cell.Text))
			}
		}
		s.rows = append(s.rows, out.String())
	}
}

// cellName is A1 for row 0 and column 0.
func cellName(row, column int) string {
	name := ""
	for n := column + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return fmt.Sprintf("%s%d", name, row+1)
}
