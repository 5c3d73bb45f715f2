package render

import (
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
)

// labels names the cells concerned.
func labels(f *page.Finding) string {
	var out []string
	for _, c := range f.Concerned() {
		out = append(out, c.Name())
	}
	return strings.Join(out, "; ")
}

// printed is what the document shows: of the cells to change where there are such, else both sides.
func printed(say messages.Printer, f *page.Finding) string {
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
func shown(say messages.Printer, c *page.Cell) string {
	switch c.State {
	case report.Reported, report.Inferred, report.Placeholder, report.Unreadable:
		return c.Raw
	case report.Blank, report.Absent:
	}
	return say.Text("state." + string(c.State))
}

// needed is what the other cells call for, empty where nothing is claimed.
func needed(say messages.Printer, f *page.Finding) string {
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

// detail says which cell is printed how, and what it should hold; nothing where no cell is known to be wrong.
func detail(say messages.Printer, f *page.Finding) string {
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

// where is the place of the first cell concerned.
func where(say messages.Printer, f *page.Finding) string {
	for _, c := range f.Concerned() {
		if c.Place != (report.Place{}) {
			return Place(say, c.Place)
		}
	}
	return ""
}

// decided says who decided what about the finding, when and why; empty where nobody did.
func decided(say messages.Printer, f *page.Finding) string {
	if f.Verdict == nil {
		return ""
	}
	return say.Text("check.decided", "verdict", say.Text("verdict."+*f.Verdict), "who", Or(f.Who, ""), "at", Or(f.DecidedAt, ""),
		"why", Or(f.Why, ""))
}

// Place is a place in a document for people, as table 3, row 4, column 11; empty for none.
func Place(say messages.Printer, p report.Place) string {
	var out []string
	for _, part := range []struct {
		name string
		n    int
	}{{"page", p.Page}, {"table", p.Grid}, {"row", p.Row}, {"column", p.Column}, {"line", p.Line}} {
		if part.n != 0 {
			out = append(out, say.Text("place."+part.name, "n", part.n))
		}
	}
	between := ", "
	if say.Language == messages.Chinese {
		between = ""
	}
	return strings.Join(out, between)
}
