package render

import (
	"fmt"
	"html"
	"strings"

	"gongkai/synth"
)

// htmlStyle is how a publishing system writes a page.
type htmlStyle struct {
	table   func(*synth.Table) string
	text    func(string) string
	head    string // before the title
	foot    string
	charset string
}

func htmlPage(d *synth.Document, s htmlStyle) string {
	var out strings.Builder
	fmt.Fprintf(&out, "<!DOCTYPE html>\n<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=%s\">\n<title>%s</title>",
		s.charset, html.EscapeString(d.Title))
	if d.HasStrays() {
		out.WriteString(strayStyle)
	}
	out.WriteString(s.head)
	for _, b := range d.Blocks {
		switch {
		case b.Table != nil:
			out.WriteString(s.table(b.Table))
		case b.Heading == 0:
			fmt.Fprintf(&out, "<p>%s</p>\n", s.text(b.Text))
		default:
			fmt.Fprintf(&out, "<h%d>%s</h%d>\n", b.Heading, s.text(b.Text), b.Heading)
		}
	}
	out.WriteString(s.foot)
	out.WriteString("</body></html>\n")
	return out.String()
}

// plainText is text in HTML, line breaks as <br>.
func plainText(text string) string {
	text = html.EscapeString(text)
	text = strings.ReplaceAll(text, "\u00a0", "&nbsp;")
	return strings.ReplaceAll(text, "\n", "<br/>")
}

// spansOf are the attributes of a cell that covers several places.
func spansOf(c synth.Cell) string {
	out := ""
	if c.ColSpan > 1 {
		out += fmt.Sprintf(` colspan="%d"`, c.ColSpan)
	}
	if c.RowSpan > 1 {
		out += fmt.Sprintf(` rowspan="%d"`, c.RowSpan)
	}
	return out
}

// plainTable is a table as a person would write it.
func plainTable(t *synth.Table) string {
	var out strings.Builder
	out.WriteString("<table border=\"1\" cellspacing=\"0\" width=\"100%\">\n")
	for _, row := range t.Rows {
		out.WriteString("<tr>")
		for _, c := range row {
			fmt.Fprintf(&out, "<td%s>%s</td>", spansOf(c), strayHTML(c, plainText(c.Text)))
		}
		out.WriteString("</tr>\n")
	}
	out.WriteString("</table>\n")
	return out.String()
}

func htmlPlain(d *synth.Document) ([]byte, error) {
	return []byte(htmlPage(d, htmlStyle{table: plainTable, text: plainText, head: "</head><body>", charset: "utf-8"})), nil
}

// htmlCMS is a page of a content management system: menus and a table of metadata stand before the report.
func htmlCMS(d *synth.Document) ([]byte, error) {
	var head strings.Builder
	site := fmt.Sprintf(d.Words.One("site"), d.Issuer)
	fmt.Fprintf(&head, "<meta name=\"ArticleTitle\" content=\"%s\"/><meta name=\"PubDate\" content=\"%s 10:00\"/>"+
		"<meta name=\"ContentSource\" content=\"%s\"/>"+
		"<meta name=\"SiteName\" content=\"%s\"/><script>var a='<table><tr><td>1</td></tr></table>';</script>"+
		"<style>td{padding:2px}</style></head><body>",
		d.Title, d.Day(), d.Issuer, site)
	head.WriteString("<div class=\"nav\"><table width=\"100%\"><tr>")
	for _, item := range d.Words["menu"] {
		fmt.Fprintf(&head, "<td><a href=\"/\">%s</a></td>", item)
	}
	head.WriteString("</tr></table></div><table class=\"xxgk_table\">")
	keys := d.Words["meta_key"]
	fmt.Fprintf(&head, "<tr><td>%s</td><td>0112%d/2025-00012</td><td>%s</td><td>%s</td></tr>"+
		"<tr><td>%s</td><td>%s</td><td>%s</td><td></td></tr></table>",
		keys[0], d.Year, keys[1], d.Issuer, keys[2], d.Day(), keys[3])
	fmt.Fprintf(&head, "<div>%s <a href=\"javascript:window.print()\">%s</a></div><div class=\"TRS_Editor\">",
		fmt.Sprintf(d.Words.One("source"), d.Issuer), d.Words.One("printed"))
	foot := "</div><div class=\"footer\"><table><tr><td>" + fmt.Sprintf(d.Words.One("footer"), d.Issuer) +
		"</td><td>2008-2026</td></tr></table></div>"
	table := func(t *synth.Table) string {
		out := strings.ReplaceAll(plainTable(t), "<td", "\n <td class=\"td1\" style=\"border:1px solid #000;\"")
		return strings.Replace(out, "<table border=\"1\"", "<table border=\"1\" class=\"MsoNormalTable\"", 1)
	}
	return []byte(htmlPage(d, htmlStyle{table: table, text: plainText, head: head.String(), foot: foot, charset: "utf-8"})), nil
}

// wordText is text as Word pastes it: every character in a span of its own.
func wordText(text string) string {
	var out strings.Builder
	for _, line := range strings.Split(text, "\n") {
		out.WriteString(`<p class=MsoNormal style='text-align:center'>`)
		for _, r := range line {
			fmt.Fprintf(&out, `<span lang=EN-US style='font-size:9.0pt'>%s</span>`, plainText(string(r)))
		}
		if line == "" {
			out.WriteString("<span lang=EN-US><o:p>&nbsp;</o:p></span>")
		}
		out.WriteString("</p>")
	}
	return out.String()
}

// htmlWord is the markup that Word pastes.
func htmlWord(d *synth.Document) ([]byte, error) {
	table := func(t *synth.Table) string {
		var out strings.Builder
		out.WriteString("<div align=center><table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0>\n")
		for i, row := range t.Rows {
			fmt.Fprintf(&out, " <tr style='mso-yfti-irow:%d'>\n", i)
			for _, c := range row {
				fmt.Fprintf(&out, "  <td width=60%s style='padding:0cm 5.4pt'>\n  %s\n  </td>\n", spansOf(c), strayWord(c))
			}
			out.WriteString(" </tr>\n")
		}
		out.WriteString(" <![if !supportMisalignedColumns]>\n <tr height=0><td width=60></td><td width=60></td></tr>\n" +
			" <![endif]>\n</table></div>\n")
		return out.String()
	}
	text := func(s string) string {
		var out strings.Builder
		for _, r := range s {
			fmt.Fprintf(&out, `<span style="font-family:%s">%s</span>`, d.Words.One("font"), plainText(string(r)))
		}
		return out.String()
	}
	head := "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head><body lang=ZH-CN><div class=WordSection1>"
	return []byte(htmlPage(d, htmlStyle{table: table, text: text, head: head, foot: "</div>", charset: "utf-8"})), nil
}

// htmlNested puts the report into a table that lays out the page.
func htmlNested(d *synth.Document) ([]byte, error) {
	head := "</head><body><table width=\"1000\"><tr><td width=\"20\"></td><td>"
	foot := "</td><td width=\"20\">&nbsp;</td></tr></table>"
	table := func(t *synth.Table) string {
		return "<table cellpadding=\"0\"><tr><td>" + plainTable(t) + "</td></tr></table>"
	}
	return []byte(htmlPage(d, htmlStyle{table: table, text: plainText, head: head, foot: foot, charset: "utf-8"})), nil
}

// htmlBlanks writes empty cells where the form has cells over several rows, as 杭州 does.
func htmlBlanks(d *synth.Document) ([]byte, error) {
	return []byte(htmlPage(d, htmlStyle{
		table: func(t *synth.Table) string { return plainTable(flat(t, false)) }, text: plainText,
		head: "</head><body>", charset: "utf-8",
	})), nil
}

// flat takes the cells over several rows, and with columns those over several columns, apart: empty cells stand for
// the rest.
func flat(t *synth.Table, columns bool) *synth.Table {
	out := &synth.Table{Subject: t.Subject, Header: t.Header}
	grid := t.Lattice()
	for r := range grid {
		var row []synth.Cell
		for c := 0; c < len(grid[r]); c++ {
			s := grid[r][c]
			if !s.Covered {
				continue
			}
			cell := t.Rows[s.Row][s.Cell]
			span := 1
			for !columns && c+span < len(grid[r]) && grid[r][c+span] == s {
				span++
			}
			first := s.Row == r && (c == 0 || grid[r][c-1] != s)
			if !first {
				cell = synth.Cell{Role: synth.RoleOther}
			}
			cell.RowSpan, cell.ColSpan = 1, span
			row = append(row, cell)
			c += span - 1
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
