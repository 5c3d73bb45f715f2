package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// maxNesting is how many archives may stand inside each other. Offices zip a folder of zipped folders; nobody goes further.
const maxNesting = 8

// errStopped says that yield asked for no more.
var errStopped = errors.New("stopped")

// Open calls yield for each file in a ZIP, 7z or RAR file and in the archives inside it, in their order, with the names
// joined by "/". err is not nil where that file could not be unpacked, with its reason; b is then nil. yield owns b and
// returns false to stop. Folders and what systems leave in archives (__MACOSX, Thumbs.db, names that begin with a dot or
// "~$") are passed over.
//
// Open itself fails with a reason of package fault where the archive cannot be read at all or goes beyond the limits; the
// files given before that stay good. A ZIP that is itself a document is unpacked like any other: ask Kind first.
func Open(ctx context.Context, src read.Source, yield func(name string, b []byte, err error) bool) (err error) {
	defer fault.Wrap(&err, "open archive %q", src.Path)
	if err := src.Fits(); err != nil {
		return err
	}
	u := &unpacker{ctx: ctx, limits: src.Limits, budget: NewBudget(src.Limits), yield: yield}
	defer func() {
		// sevenzip and rardecode (foreign.go) index into what a damaged archive declares: their panic is its damage. A panic of the
		// caller's own is not.
		if p := recover(); p != nil {
			if u.yielding {
				panic(p) //nolint:forbidigo // it goes on as if it had not been caught here
			}
			err = fmt.Errorf("unpacking stopped at %v: %w", p, fault.ErrDamaged)
		}
	}()
	format := read.Sniff(src.Bytes)
	if !isArchive(format) {
		return fmt.Errorf("not an archive: %w", fault.ErrUnsupported)
	}
	if err := u.open(format, src.Bytes, "", 1); err != nil && err != errStopped {
		return err
	}
	return nil
}

func isArchive(f read.Format) bool {
	return f == read.FormatZIP || f == read.Format7z || f == read.FormatRAR
}

// unpacker holds what the archives inside each other share.
type unpacker struct {
	ctx    context.Context
	limits read.Limits
	budget *Budget
	yield  func(string, []byte, error) bool
	// yielding: the caller is at work.
	yielding bool
}

// open unpacks an archive. An error is about the whole of it.
func (u *unpacker) open(format read.Format, b []byte, prefix string, depth int) error {
	if format == read.FormatZIP {
		return u.zip(b, prefix, depth)
	}
	if format == read.Format7z {
		return u.sevenZip(b, prefix, depth)
	}
	if format == read.FormatRAR {
		return u.rar(b, prefix, depth)
	}
	return fault.ErrUnsupported
}

func (u *unpacker) zip(b []byte, prefix string, depth int) error {
	r, err := OpenZIP(b, u.limits.Entries)
	if err != nil {
		return err
	}
	for _, f := range r.File {
		name := Name(f)
		if strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`) || isJunk(name) {
			continue
		}
		rc, err := u.budget.OpenEntry(f)
		if err := u.file(prefix+clean(name), rc, err, depth); err != nil {
			return err
		}
	}
	return nil
}

// file unpacks one file and gives it, or opens it where it is an archive.
func (u *unpacker) file(name string, rc io.ReadCloser, opening error, depth int) error {
	if err := u.ctx.Err(); err != nil {
		return err
	}
	if err := u.budget.entry(); err != nil {
		return err
	}
	if opening != nil {
		return u.give(name, nil, opening)
	}
	b, err := u.read(rc)
	if closing := rc.Close(); err == nil && closing != nil {
		err = reason(closing)
	}
	if err != nil {
		if u.budget.spent() || u.ctx.Err() != nil {
			return err
		}
		return u.give(name, nil, err)
	}
	format := read.Sniff(b)
	if !isArchive(format) {
		return u.give(name, b, nil)
	}
	if format == read.FormatZIP {
		r, err := OpenZIP(b, u.limits.Entries)
		if err != nil || Kind(r) != read.FormatZIP {
			return u.give(name, b, nil) // a document, or damaged: its reader says so
		}
	}
	if depth >= maxNesting {
		return u.give(name, nil, fmt.Errorf("more than %d archives inside each other: %w", maxNesting, fault.ErrTooLarge))
	}
	// An entry may have no name that is left once it is clean.
	err = u.open(format, b, strings.TrimPrefix(name+"/", "/"), depth+1)
	if err == nil || err == errStopped || u.budget.spent() || u.ctx.Err() != nil {
		return err
	}
	return u.give(name, nil, err)
}

func (u *unpacker) give(name string, b []byte, err error) error {
	u.yielding = true
	more := u.yield(name, b, err)
	u.yielding = false
	if !more {
		return errStopped
	}
	return nil
}

// read reads a file of at most Limits.Bytes.
func (u *unpacker) read(r io.Reader) ([]byte, error) {
	var out bytes.Buffer
	for {
		if err := u.ctx.Err(); err != nil {
			return nil, err
		}
		_, err := io.CopyN(&out, r, 1<<20)
		if u.limits.Bytes > 0 && int64(out.Len()) > u.limits.Bytes {
			return nil, fmt.Errorf("more than %d bytes: %w", u.limits.Bytes, fault.ErrTooLarge)
		}
		if err == io.EOF {
			return out.Bytes(), nil
		}
		if err != nil {
			return nil, reason(err)
		}
	}
}

// clean returns a name with slashes and without anything that leads out of the archive; it is only ever shown.
func clean(name string) string {
	return strings.TrimPrefix(path.Join("/", strings.ReplaceAll(name, `\`, "/")), "/")
}

// isJunk reports whether a name is of what systems and editors leave behind.
func isJunk(name string) bool {
	for _, element := range strings.Split(strings.ReplaceAll(name, `\`, "/"), "/") {
		if element == "." || element == ".." {
			continue
		}
		switch strings.ToLower(element) {
		case "__macosx", "thumbs.db", "desktop.ini":
			return true
		}
		if strings.HasPrefix(element, ".") || strings.HasPrefix(element, "~$") {
			return true
		}
	}
	return false
}
