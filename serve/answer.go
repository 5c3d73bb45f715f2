package serve

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"

	"gongkai/render/web"
	"gongkai/rows"
)

// answer is what a page says, in whatever format it is wanted.
type answer struct {
	page  *web.Page
	data  any                           // as JSON
	sheet *sheet                        // as CSV and as a workbook
	csv   func(out *bytes.Buffer) error // in place of sheet, where the command line has its own
	xlsx  func() ([]byte, error)        // likewise
	svg   string
	to    string // another address at which it is
	raw   *raw   // bytes as they are
}

// raw is an answer that is no page.
type raw struct {
	kind    string
	body    []byte
	sandbox bool
	name    string // of the file that it is kept as; empty: it is shown
}

// sheet is a table of data: its names are the same in both languages, its headings are not.
type sheet struct {
	name    string
	columns []sheetColumn
	lines   [][]string
}

type sheetColumn struct {
	name, heading string
	number        bool
}

func (t *sheet) csv(out *bytes.Buffer) error {
	w := csv.NewWriter(out)
	var head []string
	for _, c := range t.columns {
		head = append(head, c.name)
	}
	if err := w.Write(head); err != nil {
		return err
	}
	return w.WriteAll(t.lines)
}

func (t *sheet) xlsx() ([]byte, error) {
	var columns []rows.SheetColumn
	for _, c := range t.columns {
		width := 14.0
		if !c.number {
			width = 24
		}
		columns = append(columns, rows.SheetColumn{Heading: c.heading, Width: width, Number: c.number})
	}
	return rows.Workbook(t.name, columns, t.lines)
}

// made is an answer that is ready to be sent.
type made struct {
	status  int
	kind    string
	body    []byte
	sandbox bool
	svg     bool
	name    string
	to      string
}

// envelope says beside the data what they are: a file that is passed on says itself where it is from.
type envelope struct {
	About about `json:"about"`
	Data  any   `json:"data"`
}

type about struct {
	Source   string   `json:"source"`
	Snapshot string   `json:"snapshot"`
	Release  string   `json:"release,omitempty"`
	Address  string   `json:"address"`
	Licence  *licence `json:"licence"` // null: nothing was said about passing the data on
	Program  string   `json:"program"`
}

type licence struct {
	ID  string `json:"id"`
	URL string `json:"url"`
}

// make makes an answer in the format that is asked for.
func (s *Server) make(a *ask, w *answer) (*made, error) {
	switch {
	case w.to != "":
		return &made{status: http.StatusFound, to: w.to}, nil
	case w.raw != nil:
		return &made{status: http.StatusOK, kind: w.raw.kind, body: w.raw.body, sandbox: w.raw.sandbox, name: w.raw.name}, nil
	}
	var out bytes.Buffer
	m := &made{status: http.StatusOK}
	var err error
	switch a.format {
	case "json":
		m.kind = "application/json; charset=utf-8"
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		err = e.Encode(envelope{s.about(a), w.data})
	case "csv":
		m.kind = "text/csv; charset=utf-8; header=present"
		if w.csv != nil {
			err = w.csv(&out)
		} else {
			err = w.sheet.csv(&out)
		}
	case "xlsx":
		m.kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		make := w.xlsx
		if make == nil {
			make = w.sheet.xlsx
		}
		var body []byte
		body, err = make()
		out.Write(body)
	case "svg":
		m.kind, m.svg = "image/svg+xml; charset=utf-8", true
		out.WriteString(w.svg)
	default:
		m.kind = "text/html; charset=utf-8"
		err = a.site.Write(&out, w.page)
	}
	m.body = out.Bytes()
	return m, err
}

func (s *Server) about(a *ask) about {
	out := about{
		Source: a.say.Text("web.source_all"), Address: a.site.Host + a.request.URL.RequestURI(), Release: a.reading.Release,
		Program: "gongkai " + s.options.Version,
	}
	if a.lent != nil {
		out.Snapshot = a.lent.Snapshot
	}
	if l := s.options.Licence; l.Text != "" {
		out.Licence = &licence{l.Text, l.Href}
	}
	return out
}
