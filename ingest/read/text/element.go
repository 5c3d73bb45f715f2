package text

import (
	"bytes"
	"regexp"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html"
)

// Markdown may hold HTML: pandoc writes a table whose cells span others as one, and what a page framed as it was.

// tag is a line of nothing but tags.
var tag = regexp.MustCompile(`^(?:\s*</?[a-zA-Z][^<>]*>)+\s*$`)

// isElement reports whether a line begins a table of HTML, or is tags alone.
func isElement(line string) bool {
	line = strings.TrimSpace(line)
	return strings.HasPrefix(line, "<") && (isTable(line) || tag.MatchString(line))
}

func isTable(line string) bool {
	return len(line) > 6 && strings.EqualFold(line[:6], "<table")
}

// element reads the table of HTML that begins in line i, or passes over a line of tags, and returns the line after it.
func (p *parser) element(lines []string, i int) (int, error) {
	if !isTable(strings.TrimSpace(lines[i])) {
		return i + 1, nil
	}
	depth, end := 0, i
	for ; end < len(lines); end++ {
		line := strings.ToLower(lines[end])
		depth += strings.Count(line, "<table") - strings.Count(line, "</table")
		if depth <= 0 {
			end++
			break
		}
	}
	source := p.source
	source.Bytes = []byte(strings.Join(lines[i:end], "\n"))
	if !bytes.Contains(source.Bytes, []byte("<td")) && !bytes.Contains(source.Bytes, []byte("<th")) {
		return end, nil
	}
	docs, err := html.New().Read(p.ctx, source)
	if err != nil {
		return 0, err
	}
	for _, doc := range docs {
		p.notes = append(p.notes, doc.Notes...)
		for _, b := range doc.Blocks {
			if b.Grid != nil {
				if err := p.grid(b.Grid, i+1); err != nil {
					return 0, err
				}
				continue
			}
			p.blocks = append(p.blocks, read.Block{Text: b.Text, Line: i + 1})
		}
	}
	return end, nil
}
