package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
	"gongkai/internal/fault"
)

// parts are the files of a package beside its main part. The zero value has none.
type parts struct {
	zip    *zip.Reader
	budget *archive.Budget
	main   string // the name of the main part
	rels   map[string]relation
	depth  int // how many documents it stands in
}

// relation is what a part names by an id.
type relation struct{ kind, target string }

// openParts finds the main part and what it is related to.
func openParts(src read.Source, depth int) (p parts, err error) {
	r, err := archive.OpenZIP(src.Bytes, src.Limits.Entries)
	if err != nil {
		return parts{}, err
	}
	p = parts{zip: r, budget: archive.NewBudget(src.Limits), depth: depth}
	p.main = p.mainPart()
	if find(r, p.main) == nil {
		return parts{}, fmt.Errorf("no main part: %w", fault.ErrDamaged)
	}
	folder, name := path.Split(strings.ReplaceAll(p.main, `\`, "/"))
	p.rels, err = p.relations(folder+"_rels/"+name+".rels", folder)
	return p, err
}

// find returns the entry of a name, whatever its case and slashes.
func find(r *zip.Reader, name string) *zip.File {
	name = strings.TrimPrefix(name, "/")
	for _, f := range r.File {
		if strings.EqualFold(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"), name) {
			return f
		}
	}
	return nil
}

// mainPart returns the name of the main part: the one that the relations of the package name (Office on the web writes
// word/document2.xml), else the usual one.
func (p *parts) mainPart() string {
	const usual = "word/document.xml"
	rels, err := p.relations("_rels/.rels", "/")
	if err != nil {
		return usual // the main part itself decides whether the file can be read
	}
	found := usual
	for _, r := range rels {
		if r.kind == "officeDocument" && find(p.zip, r.target) != nil && (found == usual || r.target < found) {
			found = r.target
		}
	}
	return found
}

// relations reads what a part is related to. Targets in the web are left out. Only what takes too much is an error: without
// relations the parts have their usual names.
func (p *parts) relations(name, folder string) (map[string]relation, error) {
	rels := map[string]relation{}
	f := find(p.zip, name)
	if f == nil {
		return rels, nil
	}
	b, err := p.budget.ReadEntry(f)
	if err != nil {
		return rels, onlyTooLarge(err)
	}
	d, err := decoder(bytes.NewReader(b), uint64(len(b)))
	if err != nil {
		return rels, nil
	}
	for {
		token, err := d.RawToken()
		if err != nil {
			return rels, nil
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "Relationship" || attribute(start, "TargetMode") == "External" {
			continue
		}
		target := strings.ReplaceAll(attribute(start, "Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("/", folder, target)
		}
		rels[attribute(start, "Id")] = relation{path.Base(attribute(start, "Type")), path.Clean(target)}
	}
}

func onlyTooLarge(err error) error {
	if errors.Is(err, fault.ErrTooLarge) {
		return err
	}
	return nil
}

// related returns the bytes of the part of an id.
func (p *parts) related(id string) ([]byte, error) {
	r, ok := p.rels[id]
	if !ok || p.zip == nil {
		return nil, fault.ErrUnsupported
	}
	f := find(p.zip, r.target)
	if f == nil {
		return nil, fault.ErrUnsupported
	}
	return p.budget.ReadEntry(f)
}

// named returns the name of the part of a kind: as the relations say, else the usual one beside the main part.
func (p *parts) named(kind string) string {
	found := ""
	for _, r := range p.rels {
		if r.kind == kind && (found == "" || r.target < found) {
			found = r.target
		}
	}
	if found != "" {
		return found
	}
	file := kind + ".xml"
	if kind == "theme" {
		file = "theme/theme1.xml"
	}
	return path.Join(path.Dir(p.main), file)
}

// sheet reads the styles, lists and colours. broken says that one of the parts could not be read.
func (p *parts) sheet(ctx context.Context, limits read.Limits) (s *sheet, broken bool, err error) {
	s = &sheet{}
	for _, kind := range []string{"styles", "numbering", "theme"} {
		f := find(p.zip, p.named(kind))
		if f == nil {
			continue
		}
		rc, err := p.budget.OpenEntry(f)
		if err == nil {
			var d *xml.Decoder
			if d, err = decoder(rc, f.UncompressedSize64); err == nil {
				err = s.read(&tokens{ctx: ctx, decoder: d, limits: limits}, false)
			}
			err = errors.Join(err, rc.Close())
		}
		if err != nil && (ctx.Err() != nil || errors.Is(err, fault.ErrTooLarge)) {
			return nil, false, err
		}
		broken = broken || err != nil
	}
	return s, broken, nil
}

// read reads the styles, lists and colours wherever they stand in a file: in a part of a package they are its root, in a
// flat one they stand among all parts. All of it is read where all is true.
func (s *sheet) read(t *tokens, all bool) error {
	for {
		token, err := t.next()
		if err != nil {
			if all && errors.Is(err, fault.ErrTruncated) && t.depth == 0 {
				return nil
			}
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "styles":
			err = t.stylesPart(s)
		case "numbering":
			err = t.numberingPart(&s.lists)
		case "theme":
			err = t.themePart(&s.theme)
		case "part":
			if !strings.Contains(attribute(start, "name"), "/glossary/") {
				continue
			}
			err = t.skip()
		case "body":
			err = t.skip()
		default:
			continue
		}
		if err != nil || !all {
			return err
		}
	}
}
