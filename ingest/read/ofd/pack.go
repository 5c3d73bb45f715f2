package ofd

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"gongkai/ingest/read"
	"gongkai/ingest/read/archive"
	"gongkai/internal/fault"
)

// pack is the archive with what is left of its limits.
type pack struct {
	files  map[string]*zip.File
	budget *archive.Budget
	depth  int
}

func newPack(directory *zip.Reader, src read.Source) (*pack, error) {
	p := &pack{files: map[string]*zip.File{}, budget: archive.NewBudget(src.Limits), depth: src.Limits.Depth}
	hidden := false
	for _, f := range directory.File {
		name := clean(f.Name)
		if f.Flags&1 != 0 || strings.EqualFold(name, "Encryptions.xml") {
			hidden = true
		}
		if p.files[name] == nil {
			p.files[name] = f
		}
	}
	if hidden {
		return nil, fault.ErrEncrypted
	}
	if p.files[clean("OFD.xml")] == nil {
		return nil, fmt.Errorf("%w: a ZIP without OFD.xml", fault.ErrUnsupported)
	}
	return p, nil
}

// clean makes a name of the archive comparable: writers differ in the first slash, the slash and the case.
func clean(name string) string {
	name = path.Clean("/" + strings.ReplaceAll(name, `\`, "/"))
	return strings.ToLower(strings.TrimPrefix(name, "/"))
}

// beside resolves a reference in the file named base.
func beside(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if strings.HasPrefix(ref, "/") {
		return ref
	}
	return path.Join(path.Dir("/"+base), ref)
}

// open returns the XML of a file, within the limit of unpacked bytes.
func (p *pack) open(name string) (*xml.Decoder, io.Closer, error) {
	f := p.files[clean(name)]
	if f == nil {
		return nil, nil, fmt.Errorf("%w: %s is missing", fault.ErrDamaged, name)
	}
	r, err := p.budget.OpenEntry(f)
	if err != nil {
		return nil, nil, err
	}
	d := xml.NewDecoder(r)
	d.CharsetReader = charset.NewReaderLabel
	return d, r, nil
}

// decode reads a whole file into v.
func (p *pack) decode(name string, v any) (err error) {
	d, file, err := p.open(name)
	if err != nil {
		return err
	}
	defer func() {
		if closing := file.Close(); err == nil && closing != nil {
			err = damaged(name, closing)
		}
	}()
	return damaged(name, d.Decode(v))
}

// damaged gives an error of the XML its reason; those of the archive have one.
func damaged(name string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := fault.Reason(err); ok {
		return err
	}
	return fmt.Errorf("%w: %s: %w", fault.ErrDamaged, name, err)
}
