package xlsx

import (
	"encoding/xml"
	"fmt"
	"path"
	"strings"

	"gongkai/ingest/read/printed"
	"gongkai/ingest/read/worksheet"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// book is what the workbook part says, and the strings that its sheets share.
type book struct {
	sheets   []sheet
	strings  []textItem
	styles   *styles
	colours  *palette
	date1904 bool
	stale    bool // its formulas are to be worked out anew by whoever opens it
}

type sheet struct {
	worksheet.Listed
	part string
}

// readBook finds the workbook by the relations of the container, its sheets by those of the workbook.
func (p *parts) readBook() (*book, error) {
	main := "xl/workbook.xml"
	if p.has("_rels/.rels") {
		rels, err := p.relations("_rels/.rels", "")
		if err != nil {
			return nil, err
		}
		for _, r := range rels {
			if strings.HasSuffix(r.kind, "/officeDocument") {
				main = r.target
			}
		}
	}
	if !strings.HasSuffix(strings.ToLower(main), ".xml") || !p.has(main) {
		return nil, fmt.Errorf("%w: no workbook in XML inside (%s); save it again as .xlsx", fault.ErrUnsupported, main)
	}
	w := &workbook{}
	if err := p.tokens(main, w); err != nil {
		return nil, err
	}
	if !w.seen {
		return nil, fmt.Errorf("%w: %s is not a workbook", fault.ErrUnsupported, main)
	}
	rels, err := p.relations(path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"), path.Dir(main))
	if err != nil {
		return nil, err
	}
	b := &book{}
	for _, entry := range w.sheets {
		s := sheet{Listed: worksheet.Listed{Name: entry.name}}
		for _, r := range rels {
			if r.id == entry.relation {
				s.part, s.LeftOut = r.target, report.NoteOtherSheet
				if strings.HasSuffix(r.kind, "/worksheet") {
					s.LeftOut = ""
				}
			}
		}
		if entry.hidden {
			s.LeftOut = report.NoteHiddenSheet
		}
		if s.part == "" {
			return nil, fmt.Errorf("%w: no part for sheet %q", fault.ErrDamaged, s.Name)
		}
		b.sheets = append(b.sheets, s)
	}
	b.date1904, b.stale = w.date1904, w.stale
	if err := p.readShared(b, rels); err != nil {
		return nil, err
	}
	return b, nil
}

// readShared reads what the sheets share: styles, and then the strings, whose runs name colours.
func (p *parts) readShared(b *book, rels []relation) error {
	target := map[string]string{}
	for _, r := range rels {
		if p.has(r.target) {
			target[path.Base(r.kind)] = r.target
		}
	}
	b.styles = &styles{}
	b.colours = &palette{load: func() []printed.Colour { return p.readTheme(target["theme"]) }}
	if part := target["styles"]; part != "" {
		found, err := p.readStyles(part, b.colours)
		if err != nil {
			return err
		}
		b.styles = found
	}
	if part := target["sharedStrings"]; part != "" {
		shared := &sharedStrings{limit: 4 * p.limits.Cells, one: richText{colours: b.colours}}
		if err := p.tokens(part, shared); err != nil {
			return err
		}
		b.strings = shared.all
	}
	return nil
}

// workbook handles the workbook part.
type workbook struct {
	seen     bool
	date1904 bool
	stale    bool
	sheets   []struct {
		name, relation string
		hidden         bool
	}
}

func (w *workbook) start(name string, attributes []xml.Attr) {
	w.seen = w.seen || name == "workbook"
	switch name {
	case "workbookPr":
		w.date1904 = truth(attribute(attributes, "date1904"))
	case "calcPr":
		w.stale = truth(attribute(attributes, "fullCalcOnLoad"))
	}
	if name != "sheet" {
		return
	}
	state := attribute(attributes, "state")
	relation := "" // r:id; there may be another attribute named id
	for _, a := range attributes {
		if a.Name.Local == "id" && a.Name.Space != "" {
			relation = a.Value
		}
	}
	w.sheets = append(w.sheets, struct {
		name, relation string
		hidden         bool
	}{attribute(attributes, "name"), relation, state == "hidden" || state == "veryHidden"})
}

func (w *workbook) end(string) error { return nil }
func (w *workbook) text([]byte)      {}

// relation is one line of a relations part.
type relation struct{ id, kind, target string }

type relations struct {
	folder string
	all    []relation
}

func (p *parts) relations(name, folder string) ([]relation, error) {
	r := &relations{folder: folder}
	err := p.tokens(name, r)
	return r.all, err
}

func (r *relations) start(name string, attributes []xml.Attr) {
	if name != "Relationship" || attribute(attributes, "TargetMode") == "External" {
		return
	}
	target := attribute(attributes, "Target")
	if strings.HasPrefix(target, "/") {
		target = strings.TrimPrefix(path.Clean(target), "/")
	} else {
		target = path.Join(r.folder, target)
	}
	r.all = append(r.all, relation{attribute(attributes, "Id"), attribute(attributes, "Type"), target})
}

func (r *relations) end(string) error { return nil }
func (r *relations) text([]byte)      {}
