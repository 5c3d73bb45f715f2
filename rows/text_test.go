package rows

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Text of a document ends no cell, sets no mark and reaches no terminal as a command.
func TestTextIsHarmless(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ in, printable, line, cell, page string }{
		{"一|二", "一|二", "一|二", `一\|二`, `一\|二`},
		{"a\n b", "a\n b", "a b", "a<br> b", "a b"},
		{"*a* [b](c) <i>", "*a* [b](c) <i>", "*a* [b](c) <i>", "*a* [b](c) <i>", `\*a\* \[b\](c) \<i\>`},
		{"\x1b[2J\u202e", "�[2J�", "�[2J�", "�[2J�", `�\[2J�`},
	} {
		got := []string{Printable(tc.in), OneLine(tc.in), MarkdownCell(tc.in), MarkdownText(tc.in)}
		if diff := cmp.Diff([]string{tc.printable, tc.line, tc.cell, tc.page}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tc.in, diff)
		}
	}
}

// A table says the same in Markdown; what is not there is empty.
func TestTableInMarkdown(t *testing.T) {
	t.Parallel()
	table := Table{Header: []string{"机关", "n"}, Right: map[int]bool{1: true}}
	table.Add("a|b", "3511")
	table.Rows = append(table.Rows, []*string{nil, nil})
	var b bytes.Buffer
	if err := table.WriteMarkdown(&b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("| 机关 | n |\n| --- | ---: |\n| a\\|b | 3511 |\n|  |  |\n", b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Text of a document reaches a page as text: no marks, no links, no HTML.
func TestMarkdownText(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, in, want string }{
		{"plain", "第二十条第（一）项 3.5", "第二十条第（一）项 3.5"},
		{"link", "[点](http://x)", `\[点\](http://x)`},
		{"HTML", "<script>a</script>", `\<script\>a\</script\>`},
		{"lines", "a\n\n# b\r\n| c", `a \# b \| c`},
		{"emphasis", "*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, MarkdownText(tc.in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
