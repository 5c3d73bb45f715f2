package cards

import (
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
)

// Labels names the cells concerned.
func Labels(f *card.Finding) string {
	var out []string
	for _, c := range f.Concerned() {
		out = append(out, c.Name())
	}
	return strings.Join(out, "; ")
}

// Printed is what the document shows: of the cells to change where there are such, else both sides.
func Printed(say messages.Printer, f *card.Finding) string {
	if len(f.Suggestion) == 0 {
		if f.Left != nil && f.Right != nil {
			return say.Text("check.sides", "left", *f.Left, "right", *f.Right)
		}
		if len(f.Printed) != 1 {
			return ""
		}
	}
	var out []string
	for _, c := range f.Concerned() {
		out = append(out, shown(say, &c))
	}
	return strings.Join(out, "; ")
}

// shown is the text of a cell in the document, or what stands in its place.
func shown(say messages.Printer, c *card.Cell) string {
	switch c.State {
	case report.Reported, report.Inferred, report.Placeholder, report.Unreadable:
		return c.Raw
	case report.Blank, report.Absent:
	}
	return say.Text("state." + string(c.State))
}

// Needed is what the other cells call for, empty where nothing is claimed.
func Needed(say messages.Printer, f *card.Finding) string {
	var out []string
	for _, c := range f.Concerned() {
		if v := f.Suggested(c.Code); v != "" {
			out = append(out, v)
		}
	}
	if len(out) == 0 && f.Left != nil && f.Right != nil && *f.Left != *f.Right {
		return say.Text("check.equal")
	}
	return strings.Join(out, "; ")
}

// Detail says which cell is printed how, and what it should hold; nothing where no cell is known to be wrong.
func Detail(say messages.Printer, f *card.Finding) string {
	var out []string
	for _, c := range f.Concerned() {
		if v := f.Suggested(c.Code); v != "" {
			out = append(out, say.Text("check.needs", "cell", c.Name(), "printed", shown(say, &c), "needed", v))
		}
	}
	if len(out) == 0 && f.Left != nil && f.Right != nil {
		return say.Text("check.sides", "left", *f.Left, "right", *f.Right)
	}
	return strings.Join(out, "; ")
}

// Where is the place of the first cell concerned, its table by the name that the form gives it.
func Where(say messages.Printer, f *card.Finding) string {
	for _, c := range f.Concerned() {
		if c.Place != (report.Place{}) {
			return cellPlace(say, &c)
		}
	}
	return ""
}

// Decided says who decided what about the finding, when and why; empty where nobody did.
func Decided(say messages.Printer, f *card.Finding) string {
	if f.Verdict == nil {
		return ""
	}
	return say.Text("check.decided", "verdict", say.Text("verdict."+*f.Verdict), "who", or(f.Who), "at", or(f.DecidedAt),
		"why", or(f.Why))
}

// cellPlace is the place of a cell, in 表三 where the document has tables before it that are none of the form.
func cellPlace(say messages.Printer, c *card.Cell) string {
	subject, _, _ := strings.Cut(c.Code, ".")
	if key := "place.of_" + subject; c.Place.Grid != 0 && say.Has(key) {
		return place(say, c.Place, say.Text(key))
	}
	return Place(say, c.Place)
}

// Place is a place in a document for people, as table 3, row 4, column 11; empty for none.
func Place(say messages.Printer, p report.Place) string {
	table := ""
	if p.Grid != 0 {
		table = say.Text("place.table", "n", p.Grid)
	}
	return place(say, p, table)
}

// place is a place in a table that has a name; empty for none.
func place(say messages.Printer, p report.Place, table string) string {
	var out []string
	for _, part := range []struct {
		name string
		n    int
	}{{"page", p.Page}, {"table", p.Grid}, {"row", p.Row}, {"column", p.Column}, {"line", p.Line}} {
		if part.name == "table" && table != "" {
			out = append(out, table)
		} else if part.n != 0 {
			out = append(out, say.Text("place."+part.name, "n", part.n))
		}
	}
	between := ", "
	if say.Language == messages.Chinese {
		between = ""
	}
	return strings.Join(out, between)
}

// Rejection says what is wrong with a document that cannot be read, and what to do: a reason of package fault in words.
func Rejection(say messages.Printer, reason string) string {
	between := " "
	if say.Language == messages.Chinese {
		between = ""
	}
	return say.Text("reason."+reason) + between + say.Text("todo."+reason)
}

// or is a text, empty where there is none.
func or(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}
