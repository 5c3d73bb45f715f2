package wordtable

import (
	"strings"
	"testing"

	"gongkai/ingest/read/printed"
)

func TestParagraph(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		do    func(p *Paragraph)
		text  string
		looks printed.Look
	}{
		{"one run", func(p *Paragraph) { p.Write("64250", 0) }, "64250", 0},
		{"two runs", func(p *Paragraph) { p.Write("64", 0); p.Write("250", 0) }, "64250", 0},
		{"a run and a mark", func(p *Paragraph) { p.Write("64250", 0); p.Write("1", printed.Raised) }, "64250", printed.Raised},
		{"a picture behind a number", func(p *Paragraph) { p.Write("5", 0); p.Picture() }, "5\ufffc", printed.Beside},
		{"a picture before a number", func(p *Paragraph) { p.Picture(); p.Write("5", 0) }, "\ufffc5", printed.Beside},
		{"a picture before a label", func(p *Paragraph) { p.Picture(); p.Write("许可5", 0) }, "许可5", 0},
		{"a symbol beside a label", func(p *Paragraph) { p.Symbol(); p.Write("许可", 0) }, "许可", printed.Beside},
		{"a symbol beside a number and its unit", func(p *Paragraph) { p.Write("5件", 0); p.Symbol() }, "\ufffc5件", printed.Beside},
		{"a number before a value", func(p *Paragraph) { p.Number("9."); p.Write("64250", 0) }, "\ufffc9.64250", printed.Replaced},
		{"a number before a negative value", func(p *Paragraph) { p.Number(""); p.Write("-5", 0) }, "\ufffc-5", printed.Replaced},
		{"a number before a label", func(p *Paragraph) { p.Number("1."); p.Write("许可", 0) }, "1.许可", 0},
		{
			"a number before a label that begins with a year",
			func(p *Paragraph) { p.Number(""); p.Write("2024年政府信息公开", 0) }, "2024年政府信息公开", 0,
		},
		{"a bullet before a value", func(p *Paragraph) { p.Number("●\t"); p.Write("5", 0) }, "5", 0},
		{"lines that are too low", func(p *Paragraph) { p.Write("5", 0); p.Squeeze() }, "", printed.Clipped},
		{"lines that are too low, and empty", func(p *Paragraph) { p.Squeeze() }, "", 0},
		{"a note in the line", func(p *Paragraph) { p.Write("642501", 0); p.Note() }, "642501\ufffc", printed.Beside},
		{"a note behind a label", func(p *Paragraph) { p.Write("许可", 0); p.Note() }, "许可", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var p Paragraph
			c.do(&p)
			if got := p.Take(true); got.Text != c.text || got.Looks != c.looks {
				t.Errorf("got %q, looks %b, want %q, %b", got.Text, got.Looks, c.text, c.looks)
			}
			if got := p.Take(true); got.Text != "" || got.Looks != 0 || got.Pictures != 0 {
				t.Errorf("taken again: %+v", got)
			}
		})
	}
	t.Run("a number outside of tables", func(t *testing.T) {
		t.Parallel()
		var p Paragraph
		p.Number("1.")
		p.Write("64250", 0)
		if got := p.Take(false); got.Text != "1.64250" || got.Looks != 0 {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("a number that does not end", func(t *testing.T) {
		t.Parallel()
		var p Paragraph
		for range 100_000 {
			p.Number("99")
		}
		p.Write("许可", 0)
		if got := p.Take(true).Text; len(got) > 2*maxNumber || !strings.HasSuffix(got, "许可") {
			t.Errorf("got %d bytes", len(got))
		}
	})
}

func TestUnshown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		word                string
		result, shown, want bool
	}{
		{"MERGEFIELD", true, true, false},
		{"MERGEFIELD", true, false, false},
		{"PAGE", false, false, true},
		{"XE", false, false, false},
		{"SYMBOL", true, false, true},
		{"FORMDROPDOWN", true, true, false},
	} {
		if got := Unshown(c.word, c.result, c.shown); got != c.want {
			t.Errorf("%s, result %t, shown %t: got %t", c.word, c.result, c.shown, got)
		}
	}
}
