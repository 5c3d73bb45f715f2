package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// shapeMess are changes of layout that keep every number under its labels.
func shapeMess() []Mutation {
	return []Mutation{
		{Name: "extra_rows", Apply: extraRows},
		{Name: "subtotals", Apply: subtotals},
		{Name: "sentence_before_table", Apply: func(d *synth.Document, _ *rand.Rand) {
			var out []synth.Block
			for _, b := range d.Blocks {
				if b.Table != nil {
					out = append(out, synth.Block{Text: d.Words.One("sentence")})
				}
				out = append(out, b)
			}
			d.Blocks = out
		}},
		{Name: "columns_moved_with_labels", Apply: func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Request, random); t != nil && len(t.Rows) > 3 && len(t.Rows[2]) == 5 {
				a, b := two(5, random)
				swapColumns(t, t.Rows[2][a].Name, t.Rows[2][b].Name, true)
			}
		}},
		{Name: "rows_moved_with_labels", Apply: func(d *synth.Document, random *rand.Rand) {
			t := anyTable(d, report.Request, random)
			if t == nil {
				return
			}
			var rows []int
			for r, row := range t.Rows {
				if len(row) > 0 && row[0].Role == synth.RoleLabel && row[0].ColSpan == 1 {
					rows = append(rows, r)
				}
			}
			if len(rows) > 1 {
				a, b := two(len(rows), random)
				t.Rows[rows[a]], t.Rows[rows[b]] = t.Rows[rows[b]], t.Rows[rows[a]]
			}
		}},
		{Name: "numbered_rows", Apply: func(d *synth.Document, _ *rand.Rand) {
			for _, t := range d.Tables(report.Request) {
				for r := range t.Rows {
					text := ""
					if r >= t.Header {
						text = fmt.Sprint(r - t.Header + 1)
					}
					t.Rows[r] = slices.Insert(t.Rows[r], 0, synth.Cell{Text: text})
				}
			}
		}},
		{Name: "remarks_column", Apply: func(d *synth.Document, _ *rand.Rand) {
			for _, t := range d.Tables(report.Request) {
				for r := range t.Rows {
					text := ""
					if r == 0 {
						text = d.Words.One("remarks")
					}
					t.Rows[r] = append(t.Rows[r], synth.Cell{Text: text})
				}
			}
		}},
		{Name: "appeal_by_rows", Apply: appealByRows},
		{Name: "one_table", Apply: oneTable},
		{Name: "repeated_header", Apply: func(d *synth.Document, _ *rand.Rand) { d.RepeatHeader = true }},
	}
}

// extraRows adds local rows: 其他主动公开文件 in 三里桥 2020, and one without a number of its own in table 三.
func extraRows(d *synth.Document, random *rand.Rand) {
	for _, t := range d.Tables(report.Disclosure) {
		labels := ofRole(t, synth.RoleLabel)
		if len(labels) < 2 {
			continue
		}
		row := slices.Clone(t.Rows[labels[1].row])
		for i := range row {
			text := ""
			switch row[i].Role {
			case synth.RoleLabel:
				text = fmt.Sprintf(d.Words.One("extra_row"), "")
			case synth.RoleValue:
				text = fmt.Sprint(1 + random.IntN(99))
			case synth.RoleOther, synth.RoleGroup, synth.RoleHeading:
				continue
			}
			row[i] = synth.Cell{Text: text, RowSpan: row[i].RowSpan, ColSpan: row[i].ColSpan}
		}
		t.Rows = slices.Insert(t.Rows, labels[1].row+1, row)
	}
	for _, t := range d.Tables(report.Request) {
		last := len(t.Rows) - 1
		if last < 5 || len(t.Rows[last]) < 8 || t.Rows[last][0].ColSpan != 3 {
			continue
		}
		row := slices.Clone(t.Rows[last])
		row[0] = synth.Cell{Text: d.Words.One("local_row"), ColSpan: 3}
		for i := 1; i < len(row); i++ {
			row[i] = synth.Cell{Text: fmt.Sprint(random.IntN(50))}
		}
		t.Rows = append(t.Rows, row)
	}
}

// subtotals adds the row 小计 to each group of table 三.
func subtotals(d *synth.Document, _ *rand.Rand) {
	for _, t := range d.Tables(report.Request) {
		var rows [][]synth.Cell
		outer := (*synth.Cell)(nil)
		added := 0
		var sums []report.Value
		var codes []string
		known, left := true, 0
		facts := 0
		for r := range t.Rows {
			row := t.Rows[r]
			for i := range row {
				c := &row[i]
				if c.Role != synth.RoleGroup || c.RowSpan <= 1 || r < t.Header {
					continue
				}
				if i+1 < len(row) && row[i+1].Role == synth.RoleGroup || c.RowSpan > 8 {
					outer = c
					continue
				}
				left, known, sums, codes = c.RowSpan, true, nil, nil
				c.RowSpan++
			}
			rows = append(rows, row)
			if left == 0 {
				continue
			}
			values := valuesOf(t, r)
			const columns = 7
			known = known && len(values) == columns
			for n, at := range values {
				c := cellAt(t, at)
				truth := truthOf(d, c)
				known = known && truth.State.HasValue() && c.Text == truth.Value.String()
				if len(sums) <= n {
					_, rest, _ := strings.Cut(c.Code, ".")
					item, heading, _ := strings.Cut(rest, ".")
					group, _, _ := strings.Cut(item, "_")
					sums = append(sums, 0)
					codes = append(codes, "request."+group+"."+heading)
				}
				sums[n] += truth.Value
				facts = c.Facts
			}
			if left--; left == 0 && known && len(sums) > 0 {
				extra := []synth.Cell{{Text: d.Words.One("subtotal"), ColSpan: 1, Role: synth.RoleLabel, Name: "subtotal"}}
				for n := range sums {
					c := synth.Cell{Role: synth.RoleValue, Code: codes[n], Facts: facts}
					say(d, &c, sums[n].String(), synth.Truth{State: report.Reported, Value: sums[n]})
					extra = append(extra, c)
				}
				rows = append(rows, extra)
				added++
			}
		}
		if outer != nil {
			outer.RowSpan += added
		}
		t.Rows = rows
	}
}

// swapColumns swaps two columns of a table: their values, and with labels their headings too.
func swapColumns(t *synth.Table, a, b string, labels bool) {
	for _, row := range t.Rows {
		first, second := -1, -1
		for i, c := range row {
			isValue := c.Role == synth.RoleValue
			name := c.Name
			if isValue {
				name = c.Code[strings.LastIndex(c.Code, ".")+1:]
			}
			if !isValue && (c.Role != synth.RoleHeading || !labels) {
				continue
			}
			switch name {
			case a:
				first = i
			case b:
				second = i
			}
		}
		if first >= 0 && second >= 0 {
			row[first], row[second] = row[second], row[first]
		}
	}
}

// appealByRows prints table 四 with a row for each track, the results in columns.
func appealByRows(d *synth.Document, _ *rand.Rand) {
	for _, t := range d.Tables(report.Appeal) {
		if t.Header != 3 || len(t.Rows) != 4 || len(t.Rows[1]) < 7 || len(t.Rows[3]) != 15 {
			continue
		}
		head := []synth.Cell{{}}
		for _, c := range t.Rows[1][:5] {
			c.RowSpan = 1
			head = append(head, c)
		}
		rows := [][]synth.Cell{head}
		labels := []string{t.Rows[0][0].Text, t.Rows[1][5].Text, t.Rows[1][6].Text}
		for i, label := range labels {
			rows = append(rows, append([]synth.Cell{{Text: label, Role: synth.RoleGroup}}, t.Rows[3][5*i:5*i+5]...))
		}
		t.Rows, t.Header = rows, 1
	}
}

// oneTable puts the three tables and the headings between them into one grid, as pages pasted from a spreadsheet.
func oneTable(d *synth.Document, _ *rand.Rand) {
	width := 0
	for _, b := range d.Blocks {
		if b.Table != nil {
			width = max(width, b.Table.Width())
		}
	}
	var out []synth.Block
	var joined *synth.Table
	var pending []synth.Block
	for _, b := range d.Blocks {
		switch {
		case b.Table == nil && joined == nil:
			out = append(out, b)
		case b.Table == nil:
			pending = append(pending, b)
		default:
			if joined == nil {
				joined = &synth.Table{Subject: b.Table.Subject}
				out = append(out, synth.Block{Table: joined})
			}
			for _, p := range pending {
				joined.Rows = append(joined.Rows, []synth.Cell{{Text: p.Text, ColSpan: width}})
			}
			pending = nil
			joined.Rows = append(joined.Rows, b.Table.Rows...)
		}
	}
	d.Blocks = append(out, pending...)
}
