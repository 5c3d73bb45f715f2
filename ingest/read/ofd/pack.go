package ofd

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// pack is the archive with what is left of its limits.
type pack struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
	depth int
}

func newPack(archive *zip.Reader, src read.Source) (*pack, error) {
	p := &pack{files: map[string]*zip.File{}, left: src.Limits.Unpacked, depth: src.Limits.Depth}
	if ratio := src.Limits.Ratio; ratio > 0 {
		// Small files of much white space pack well; a bomb is large as well.
		p.left = min(p.left, max(ratio*int64(len(src.Bytes)), 16<<20))
	}
	hidden := false
	for _, f := range archive.File {
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
	r, err := f.Open()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s: %w", fault.ErrDamaged, name, err)
	}
	d := xml.NewDecoder(&meter{r, p})
	d.CharsetReader = charset.NewReaderLabel
	return d, r, nil
}

// meter counts what is unpacked, over all files.
type meter struct {
	r io.Reader
	p *pack
}

func (m *meter) Read(b []byte) (int, error) {
	if m.p.left <= 0 {
		return 0, fmt.Errorf("%w: unpacked", fault.ErrTooLarge)
	}
	if int64(len(b)) > m.p.left {
		b = b[:m.p.left]
	}
	n, err := m.r.Read(b)
	m.p.left -= int64(n)
	return n, err
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

// damaged gives an error of the XML or of the archive its reason.
func damaged(name string, err error) error {
	switch {
	case err == nil, errors.Is(err, fault.ErrTooLarge):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: %s: %w", fault.ErrTruncated, name, err)
	}
	return fmt.Errorf("%w: %s: %w", fault.ErrDamaged, name, err)
}
