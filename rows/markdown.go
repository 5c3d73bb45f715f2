package rows

import (
	"io"
	"strings"
)

// markdownWriter writes a Markdown table; NULL is empty.
type markdownWriter struct {
	w       io.Writer
	columns []Column
}

// NewMarkdown returns a Writer of a Markdown table.
func NewMarkdown(w io.Writer) Writer { return &markdownWriter{w: w} }

func (m *markdownWriter) Head(columns []Column) error {
	m.columns = columns
	names := make([]string, len(columns))
	right := map[int]bool{}
	for i, c := range columns {
		names[i], right[i] = c.Name, c.IsNumber()
	}
	_, err := io.WriteString(m.w, markdownHead(names, right))
	return err
}

func (m *markdownWriter) Row(values []any) error {
	cells := make([]string, len(values))
	for i, v := range values {
		cells[i], _ = Text(v, m.columns[i].Kind)
	}
	_, err := io.WriteString(m.w, markdownLine(cells))
	return err
}

func (m *markdownWriter) Close() error { return nil }

// WriteMarkdown writes the table in Markdown; a cell that is not there is empty.
func (t *Table) WriteMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString(markdownHead(t.Header, t.Right))
	for _, row := range t.Rows {
		cells := make([]string, len(row))
		for i, c := range row {
			if c != nil {
				cells[i] = *c
			}
		}
		b.WriteString(markdownLine(cells))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdownHead is the header with the line that says which columns stand at the right.
func markdownHead(names []string, right map[int]bool) string {
	var rules strings.Builder
	for i := range names {
		rules.WriteString("| ---")
		if right[i] {
			rules.WriteString(":")
		}
		rules.WriteString(" ")
	}
	return markdownLine(names) + rules.String() + "|\n"
}

func markdownLine(cells []string) string {
	escaped := make([]string, len(cells))
	for i, c := range cells {
		escaped[i] = MarkdownCell(c)
	}
	return "| " + strings.Join(escaped, " | ") + " |\n"
}
