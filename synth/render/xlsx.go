package render

import (
	"fmt"
	"html"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// xlsx is a workbook with the whole document on its second sheet, behind an empty one.
func xlsx(d *synth.Document) ([]byte, error) { return workbook([]*sheet{{}, sheetOf(d.Blocks)}) }

// xlsxSheets is a workbook with a sheet a title, as a bureau collects the reports of several bodies or years.
func xlsxSheets(d *synth.Document) ([]byte, error) {
	var sheets []*sheet
	from := 0
	for i, b := range d.Blocks {
		if i > from && b.Heading == 1 {
			sheets, from = append(sheets, sheetOf(d.Blocks[from:i])), i
		}
	}
	return workbook(append(sheets, sheetOf(d.Blocks[from:])))
}

func sheetOf(blocks []synth.Block) *sheet {
	s := &sheet{}
	for _, b := range blocks {
		if b.Table == nil {
			s.rows = append(s.rows, fmt.Sprintf(`<c r="A%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, len(s.rows)+1,
				html.EscapeString(b.Text)))
			continue
		}
		s.table(b.Table)
	}
	return s
}

func workbook(sheets []*sheet) ([]byte, error) {
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	const office = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	var types, names, relations strings.Builder
	var parts []part
	for i, s := range sheets {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" `+
			`ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		fmt.Fprintf(&names, `<sheet name="Sheet%d" sheetId="%[1]d" r:id="rId%[1]d"/>`, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, office)
		parts = append(parts, part{
			fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1),
			xmlHead + `<worksheet ` + main + `>` + s.data() + `</worksheet>`,
		})
	}
	return pack(append([]part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			types.String() + `</Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook ` + main + ` xmlns:r="` + office + `"><sheets>` + names.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			relations.String() + `</Relationships>`},
	}, parts...))
}

// sheet is a worksheet being written.
type sheet struct {
	rows   []string
	merges []string
}

// data is what the part of the sheet holds.
func (s *sheet) data() string {
	var data strings.Builder
	data.WriteString(`<sheetData>`)
	for i, row := range s.rows {
		fmt.Fprintf(&data, `<row r="%d">%s</row>`, i+1, row)
	}
	data.WriteString(`</sheetData>`)
	if len(s.merges) > 0 {
		fmt.Fprintf(&data, `<mergeCells count="%d">%s</mergeCells>`, len(s.merges), strings.Join(s.merges, ""))
	}
	return data.String()
}

func (s *sheet) table(t *synth.Table) {
	top := len(s.rows)
	for r, row := range t.Lattice() {
		var out strings.Builder
		for c := range row {
			origin := row[c]
			if !origin.Covered || origin.Row != r || c > 0 && row[c-1] == origin {
				continue
			}
			cell := t.Rows[origin.Row][origin.Cell]
			at := cellName(top+r, c)
			rows, columns := max(cell.RowSpan, 1), max(cell.ColSpan, 1)
			rows = min(rows, len(t.Rows)-r)
			if rows > 1 || columns > 1 {
				s.merges = append(s.merges, fmt.Sprintf(`<mergeCell ref="%s:%s"/>`, at, cellName(top+r+rows-1, c+columns-1)))
			}
			_, err := report.ParseValue(cell.Text)
			switch {
			case cell.Stray != nil && cell.Stray.Look != synth.LookCovered:
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
