package html

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html/style"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// meta returns the <title> and what the page declares about itself. Names of fields are those that the content
// management systems of Chinese governments write, and their international cousins.
func meta(root *html.Node, sheet *style.Sheet) (title string, m read.Meta) {
	fields := map[string]string{}
	var heading string
	for n := range root.Descendants() {
		switch n.DataAtom {
		case atom.Title:
			if title == "" && n.Namespace == "" {
				title = squeeze(textOf(n))
			}
		case atom.H1:
			if heading == "" {
				var b strings.Builder
				shownText(&b, sheet, sheet.Root(root), n)
				heading = squeeze(b.String())
			}
		case atom.Meta:
			name, _ := attribute(n, "name")
			if name == "" {
				name, _ = attribute(n, "property")
			}
			content, _ := attribute(n, "content")
			name, content = strings.ToLower(strings.TrimSpace(name)), squeeze(content)
			if name != "" && content != "" && fields[name] == "" {
				fields[name] = content
			}
		}
	}
	first := func(names ...string) string {
		for _, name := range names {
			if fields[name] != "" {
				return fields[name]
			}
		}
		return ""
	}
	for _, t := range []string{fields["articletitle"], fields["og:title"], heading, title} {
		if t != "" && !contains(m.Titles, t) {
			m.Titles = append(m.Titles, t)
		}
	}
	m.Issuer = first("contentsource", "dc.publisher", "dcterms.publisher")
	m.Site = first("sitename", "og:site_name")
	m.Host = host(first("sitedomain", "url", "og:url"))
	m.PublishedOn = date(first("pubdate", "publishdate", "publish_date", "article:published_time", "dc.date", "dcterms.issued"))
	return title, m
}

// shownText appends the text of an element without what a style hides or strikes out.
func shownText(b *strings.Builder, sheet *style.Sheet, parent *style.Computed, n *html.Node) {
	st := sheet.Compute(parent, n)
	if st.None {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode:
			shownText(b, sheet, st, c)
		case c.Type == html.TextNode && st.Look&printed.LeftOut == 0:
			b.WriteString(c.Data)
		}
	}
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// host returns the host of an address, or of a bare domain.
func host(address string) string {
	if address == "" {
		return ""
	}
	if !strings.Contains(address, "//") {
		address = "//" + address
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// date reads 2024-03-08 15:34, 2024/3/8, 20240308 and the like, and the zero date where there is no such day.
func date(s string) report.Date {
	year, rest := digits(s, 4)
	month, rest := digits(rest, 2)
	day, _ := digits(rest, 2)
	if year < 1990 || year > 2100 {
		return report.Date{}
	}
	d, ok := report.NewDate(year, month, day)
	if !ok {
		return report.Date{}
	}
	return d
}

// digits reads up to most digits behind whatever is no digit.
func digits(s string, most int) (value int, rest string) {
	start := strings.IndexAny(s, "0123456789")
	if start < 0 {
		return 0, ""
	}
	end := start
	for end < len(s) && end-start < most && s[end] >= '0' && s[end] <= '9' {
		value = value*10 + int(s[end]-'0')
		end++
	}
	return value, s[end:]
}
