package cards

import (
	"fmt"
	htmltemplate "html/template"
	"io"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page/card"
)

// Line is a card that stands in a file, as an index of many lists it. Path is beside the index.
type Line struct {
	Path       string      `json:"path"`
	Agency     string      `json:"agency"`
	RegionCode string      `json:"region_code"`
	Region     string      `json:"region"`
	Year       int         `json:"year"`
	Counts     card.Counts `json:"counts"`
}

// Index sets a list of cards, as HTML or as Markdown, with a link to each.
func Index(w io.Writer, say messages.Printer, lines []Line, isHTML bool) error {
	open := 0
	for _, l := range lines {
		if l.Counts.Error > 0 {
			open++
		}
	}
	title, sum := say.Text("cards.title"), say.Text("cards.sum", "count", len(lines), "open", open)
	head := []string{
		say.Text("cards.year"), say.Text("cards.region"), say.Text("cards.agency"),
		say.Text("cards.error"), say.Text("cards.warning"), say.Text("cards.info"),
	}
	if !isHTML {
		return indexMarkdown(w, title, sum, head, lines)
	}
	t, err := htmltemplate.ParseFS(templates, "templates/index.html.tmpl")
	if err != nil {
		return err
	}
	language := "en"
	if say.Language == messages.Chinese {
		language = "zh-CN"
	}
	return t.Execute(w, struct {
		Language, Title, Sum string
		Head                 []string
		Lines                []Line
	}{language, title, sum, head, lines})
}

func indexMarkdown(w io.Writer, title, sum string, head []string, lines []Line) error {
	text := Markdown().Text
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n%s\n\n| %s |\n|--:|---|---|--:|--:|--:|\n", title, sum, strings.Join(head, " | "))
	for _, l := range lines {
		fmt.Fprintf(&b, "| %d | %s | [%s](<%s>) | %d | %d | %d |\n",
			l.Year, text(l.Region), text(l.Agency), l.Path, l.Counts.Error, l.Counts.Warning, l.Counts.Info)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
