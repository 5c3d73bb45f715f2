// Package archive keeps every document that was read, once by its hash, so that every number can be read again years later:
// also where the file it came from was moved or changed, and where it was a member of a ZIP file or a mail.
//
// A document lies at ab/abcdef….zst, compressed with Zstandard, named by the SHA-256 of its bytes. The invariants: a file
// under such a name is complete and on disk, since it is written under a temporary name, forced to disk and then renamed; what
// Get returns has the hash that was asked for, since it is hashed again. Nothing is ever changed or removed. A document that no
// warehouse names, left by a run that was killed before its batch was committed, does no harm and is used by the next.
//
//	a := archive.Open("gongkai.duckdb.archive")
//	err := a.Put(sum, body)   // from any number of goroutines
//	err = a.Flush()           // before the batch that names them is committed
//	body, err := a.Get(sum)
package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/sync/errgroup"

	"gongkai/internal/disk"
	"gongkai/internal/fault"
)

// ErrMissing is wrapped by the error of Get where the archive does not have the document.
var ErrMissing = errors.New("the archive does not have the document")

const (
	ending  = ".zst"
	pending = ".tmp" // a document that is not yet named
)

// Archive is a folder of documents. Its methods may be called from several goroutines.
type Archive struct {
	dir string

	mu      sync.Mutex
	encoder *zstd.Encoder
	waiting map[string]*part // by hash: what lies, or will lie, under a temporary name
}

// part is a document on its way to its temporary name.
type part struct {
	written chan struct{} // closed when it is there, or failed
	err     error
}

// Open returns the archive in a folder, which the first Put makes.
func Open(dir string) *Archive { return &Archive{dir: dir, waiting: map[string]*part{}} }

// Dir returns the folder.
func (a *Archive) Dir() string { return a.dir }

// Put writes a document, unless the archive has it. It counts as kept after the next Flush. sum is the SHA-256 of body.
func (a *Archive) Put(sum string, body []byte) (err error) {
	defer fault.Wrap(&err, "keep document %s", sum)
	if err := checkName(sum); err != nil {
		return err
	}
	if _, err := os.Stat(a.path(sum)); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	encoder, p, ours, err := a.claim(sum)
	if err != nil {
		return err
	}
	if !ours { // another file of the same content came first
		<-p.written
		return p.err
	}
	defer close(p.written)
	if p.err = a.write(sum, encoder.EncodeAll(body, nil)); p.err != nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.waiting, sum)
	}
	return p.err
}

// claim returns the encoder, which all share, and the document on its way; true for the caller who is to write it.
func (a *Archive) claim(sum string) (*zstd.Encoder, *part, bool, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.encoder == nil {
		encoder, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(true))
		if err != nil {
			return nil, nil, false, err
		}
		a.encoder = encoder
	}
	if p := a.waiting[sum]; p != nil {
		return a.encoder, p, false, nil
	}
	p := &part{written: make(chan struct{})}
	a.waiting[sum] = p
	return a.encoder, p, true, nil
}

// write writes the packed document under its temporary name.
func (a *Archive) write(sum string, packed []byte) error {
	if err := os.MkdirAll(filepath.Dir(a.path(sum)), 0o777); err != nil {
		return err
	}
	name := a.path(sum) + pending
	if err := os.WriteFile(name, packed, 0o666); err != nil {
		return errors.Join(err, os.RemoveAll(name))
	}
	return nil
}

// Flush forces the documents of sums to disk and gives them their names. Put must have returned for each of them. After an error
// they may not be named in a warehouse.
func (a *Archive) Flush(sums []string) (err error) {
	defer fault.Wrap(&err, "keep %d documents", len(sums))
	var due []string
	a.mu.Lock()
	for _, sum := range sums {
		if a.waiting[sum] != nil {
			due = append(due, sum)
		}
	}
	slices.Sort(due)
	due = slices.Compact(due)
	a.mu.Unlock()
	// The disk gathers what is forced at the same time.
	var group errgroup.Group
	group.SetLimit(4 * runtime.GOMAXPROCS(0))
	for _, sum := range due {
		group.Go(func() error {
			name := a.path(sum) + pending
			if err := disk.Sync(name); err != nil {
				return err
			}
			return os.Rename(name, a.path(sum))
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	folders := map[string]bool{}
	a.mu.Lock()
	for _, sum := range due {
		delete(a.waiting, sum)
		folders[filepath.Dir(a.path(sum))] = true
	}
	a.mu.Unlock()
	if len(folders) > 0 {
		folders[a.dir] = true
	}
	for folder := range folders {
		group.Go(func() error { return disk.Sync(folder) })
	}
	return group.Wait()
}

// Get returns a document, checked against its name. Its error wraps ErrMissing where the archive does not have it; any other
// says that what lies there is damaged or cannot be read.
func (a *Archive) Get(sum string) (_ []byte, err error) {
	defer fault.Wrap(&err, "document %s of %s", sum, a.dir)
	if err := checkName(sum); err != nil {
		return nil, err
	}
	file, err := os.Open(a.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	decoder, err := zstd.NewReader(file, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer decoder.Close()
	var body bytes.Buffer
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(&body, hash), decoder); err != nil {
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sum {
		return nil, fmt.Errorf("it is damaged: its content has the hash %s", got)
	}
	return body.Bytes(), nil
}

// Has reports whether the archive has a document, without reading it.
func (a *Archive) Has(sum string) (_ bool, err error) {
	defer fault.Wrap(&err, "document %s of %s", sum, a.dir)
	if err := checkName(sum); err != nil {
		return false, err
	}
	_, err = os.Stat(a.path(sum))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Sums returns the hashes of all documents. Where there is no folder there are none.
func (a *Archive) Sums() (_ map[string]bool, err error) {
	defer fault.Wrap(&err, "list the archive %s", a.dir)
	sums := map[string]bool{}
	err = a.documents(func(sum string, _ fs.DirEntry) error {
		sums[sum] = true
		return nil
	})
	return sums, err
}

// Bytes returns what all documents together take on disk.
func (a *Archive) Bytes() (total int64, err error) {
	defer fault.Wrap(&err, "measure the archive %s", a.dir)
	err = a.documents(func(_ string, entry fs.DirEntry) error {
		info, err := entry.Info()
		if err != nil {
			return err
		}
		total += info.Size()
		return nil
	})
	return total, err
}

// documents visits those that have their names.
func (a *Archive) documents(visit func(sum string, entry fs.DirEntry) error) error {
	return a.walk(func(name string, entry fs.DirEntry) error {
		sum, ok := strings.CutSuffix(name, ending)
		if !ok || checkName(sum) != nil {
			return nil
		}
		return visit(sum, entry)
	})
}

// CopyTo copies documents to the archive in another folder, packed as they are. What that has already stays; each copy is whole
// and on disk before it has its name. The caller verifies what it copies, or what it copied.
func (a *Archive) CopyTo(ctx context.Context, dir string, sums []string) (err error) {
	defer fault.Wrap(&err, "copy %d documents to %s", len(sums), dir)
	other := Open(dir)
	for _, sum := range sums {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := checkName(sum); err != nil {
			return err
		}
		if _, err := os.Stat(other.path(sum)); err == nil {
			continue
		}
		packed, err := os.ReadFile(a.path(sum))
		if err != nil {
			return err
		}
		if err := other.write(sum, packed); err != nil {
			return err
		}
		other.waiting[sum] = &part{}
	}
	return other.Flush(sums)
}

// Tidy removes what a run that was killed left half written. Only the writer of the warehouse may call it, before it puts.
func (a *Archive) Tidy() (err error) {
	defer fault.Wrap(&err, "tidy the archive %s", a.dir)
	return a.walk(func(name string, _ fs.DirEntry) error {
		if !strings.HasSuffix(name, pending) {
			return nil
		}
		return os.Remove(filepath.Join(a.dir, name[:2], name))
	})
}

// walk visits the files of the folders 00 to ff.
func (a *Archive) walk(visit func(name string, entry fs.DirEntry) error) error {
	folders, err := os.ReadDir(a.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, folder := range folders {
		if len(folder.Name()) != 2 || !folder.IsDir() {
			continue
		}
		entries, err := os.ReadDir(filepath.Join(a.dir, folder.Name()))
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if err := visit(entry.Name(), entry); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *Archive) path(sum string) string { return filepath.Join(a.dir, sum[:2], sum+ending) }

// checkName refuses what is not a hash: it becomes a path.
func checkName(sum string) error {
	if len(sum) != 2*sha256.Size || strings.Trim(sum, "0123456789abcdef") != "" {
		return fmt.Errorf("%q is not a SHA-256 in lower-case hex", sum)
	}
	return nil
}
