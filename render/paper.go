package render

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/rows"
)

// paper is a page in the making: its lines in a language and a style.
type paper struct {
	say   messages.Printer
	style Style
	bytes.Buffer

	forms *forms.Set // once an indicator was named
}

func newPaper(say messages.Printer, style Style) *paper { return &paper{say: say, style: style} }

// indicator is what an indicator is called where there is no room for both: in Chinese its label, in English its code, which is of English
// words.
func (p *paper) indicator(code string) string {
	if p.say.Language == messages.English {
		return code
	}
	if p.forms == nil {
		set, err := forms.Embedded()
		if err != nil {
			return code
		}
		p.forms = set
	}
	if i, ok := p.forms.Indicator(code); ok {
		return i.LabelZH
	}
	return code
}

// labelled is a label with its code, in Chinese the label alone.
func (p *paper) labelled(label, code string) string { return p.either(label, label+" ("+code+")") }

// line adds a line as it is.
func (p *paper) line(parts ...string) {
	for _, part := range parts {
		p.WriteString(part)
	}
	p.WriteString("\n")
}

func (p *paper) title(text string)   { p.line(p.style.Title, text, "\n") }
func (p *paper) heading(text string) { p.line("\n", p.style.Heading, text, "\n") }
func (p *paper) item(text string)    { p.line(p.style.Item, text) }

// text makes a text of a document harmless.
func (p *paper) text(s string) string { return p.style.Text(s) }

// words are the sentences of keys that begin alike, as the heads of columns.
func (p *paper) words(prefix string, names ...string) []string {
	var out []string
	for _, name := range names {
		out = append(out, p.say.Text(prefix+name))
	}
	return out
}

// either returns the text of the language.
func (p *paper) either(zh, en string) string { return either(p.say, zh, en) }

// list sets names one after the other as the language does.
func (p *paper) list(names []string) string {
	return strings.Join(names, p.either("、", ", "))
}

// table sets a table: drawn with lines on a terminal, with bars in Markdown. A cell that is nil shows as NULL.
func (p *paper) table(t *rows.Table, rule string) {
	if p.style.IsMarkdown() {
		p.WriteString(markdownTable(t, rule))
		return
	}
	_ = t.Write(p) // a buffer takes everything
}

func (p *paper) out(w io.Writer) error {
	_, err := p.WriteTo(w)
	return err
}

// What stands around a mark in the line below the head of a table in Markdown.
const (
	narrowRule = "|%s"
	wideRule   = "| %s "
)

// markdownTable sets a table with bars, its texts made harmless.
func markdownTable(t *rows.Table, rule string) string {
	var b strings.Builder
	for _, name := range t.Header {
		fmt.Fprintf(&b, "| %s ", rows.MarkdownText(name))
	}
	b.WriteString("|\n")
	for i := range t.Header {
		mark := "---"
		if t.Right[i] {
			mark = "---:"
		}
		fmt.Fprintf(&b, rule, mark)
	}
	b.WriteString("|\n")
	for _, row := range t.Rows {
		for _, cell := range row {
			text := "NULL"
			if cell != nil {
				text = rows.MarkdownText(*cell)
			}
			fmt.Fprintf(&b, "| %s ", text)
		}
		b.WriteString("|\n")
	}
	return b.String()
}

// dropEmpty leaves out the columns in which no row has anything, but for the first.
func dropEmpty(t *rows.Table) {
	for i := len(t.Header) - 1; i > 0; i-- {
		if slices.ContainsFunc(t.Rows, func(row []*string) bool { return row[i] == nil || *row[i] != "" }) {
			continue
		}
		t.Header = slices.Delete(t.Header, i, i+1)
		right := map[int]bool{}
		for column, is := range t.Right {
			if column > i {
				column--
			} else if column == i {
				continue
			}
			right[column] = is
		}
		t.Right = right
		for n := range t.Rows {
			t.Rows[n] = slices.Delete(t.Rows[n], i, i+1)
		}
	}
}
