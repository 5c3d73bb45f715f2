// Package web sets the pages of package page as HTML, to look at in a browser, to print, and to keep as one file. Package render has the
// words and the lines of tables, which the command line prints too; here they get links, charts and a frame.
//
// The invariants. A page is laid out once, as a Page of plain parts, and one template sets all of them: what is not in the parts cannot be
// on a page. Every text is escaped by html/template, charts by package chart. There is no style and no script in a page that a server
// sends, so that its policy can forbid both; what stands on a page can be read without a script. A number has a link to where it comes
// from.
//
// The package reads nothing: what is shown comes in as structs, addresses are made by Address alone.
//
//	p := web.Region(site, &region, &charts)
//	err := site.Write(out, p)
package web

import (
	"bytes"
	"embed"
	"html/template"
	"io"
	"strings"

	"gongkai/config/messages"
	"gongkai/render/chart"
)

//go:embed templates/*.tmpl style.css
var files embed.FS

// Site is what all pages of one answer share.
type Site struct {
	Say      messages.Printer
	Address  Address
	Shown    string // what the numbers are taken from: the snapshot, or the release
	Version  string // of the program
	Licence  Link   // empty where nothing is said
	Creator  string // who is cited
	Contact  string // to whom errors are reported; empty: whom the reader chooses
	Host     string // scheme and host, for citations; empty for a file
	Style    string // the address of the style sheet; empty: it is in the page
	Sections []Link // of the head
	Day      string // on which it is shown
}

// Stylesheet is the style of all pages, with that of their charts.
func Stylesheet() (string, error) {
	own, err := files.ReadFile("style.css")
	return string(own) + chart.Style(), err
}

// Write sets a page.
func (s *Site) Write(w io.Writer, p *Page) error {
	say := func(key string, pairs ...any) string { return s.Say.Text(key, pairs...) }
	all, err := template.New("page").Funcs(template.FuncMap{"say": say}).ParseFS(files, "templates/*.tmpl")
	if err != nil {
		return err
	}
	if id := s.Address.Release; id != "" { // who follows a link must see that the numbers are not today's
		plain := s.Address
		plain.Release = ""
		p.Lead = append([]Line{{{Text: s.Say.Text("web.frozen", "release", id), Href: plain.To("/release/" + id)}}}, p.Lead...)
	}
	if s.Address.Off {
		p.unlinked()
	}
	frame := struct {
		*Site
		Page     *Page
		Inline   template.CSS
		Language messages.Language
	}{Site: s, Page: p, Language: s.Say.Language}
	if s.Style == "" {
		style, err := Stylesheet()
		if err != nil {
			return err
		}
		frame.Inline = template.CSS(style)
	}
	var out bytes.Buffer
	if err := all.ExecuteTemplate(&out, "page.tmpl", frame); err != nil {
		return err
	}
	_, err = io.WriteString(w, squeezed(out.String()))
	return err
}

// squeezed takes out the empty lines that a template leaves.
func squeezed(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) != "" {
			out.WriteString(line)
		}
	}
	return out.String()
}

// either returns the text of the language.
func (s *Site) either(zh, en string) string {
	if s.Say.Language == messages.Chinese {
		return zh
	}
	return en
}

// list sets texts one after the other as the language does.
func (s *Site) list(texts []string) string { return strings.Join(texts, s.either("、", ", ")) }
