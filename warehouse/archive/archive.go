// Package archive keeps every document that was read, once by its hash, so that every number can be read again years later:
// also where the file it came from was moved or changed, and where it was a member of a ZIP file or a mail.
//
// Documents lie in packs (pack.go), one for each batch, compressed with Zstandard and named by the SHA-256 of their bytes. Those of
// earlier versions lie in a file each (file.go) and are read from there. The invariants: a pack under its name is complete and on
// disk, since it is written under a temporary name, forced to disk and then renamed; what Get returns has the hash that was asked for,
// since it is hashed again. Nothing is ever changed or removed. A document that no warehouse names, left by a run that was killed
// before its batch was committed, does no harm and is used by the next.
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
	"slices"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"

	"gongkai/internal/fault"
)

// ErrMissing is wrapped by the error of Get where the archive does not have the document.
var ErrMissing = errors.New("the archive does not have the document")

// Folders and files of an archive belong to whoever loads: documents may hold what is not published.
const (
	folderMode = 0o700
	fileMode   = 0o600
)

// maxPack is how large a pack may grow before the next is begun, where many documents are copied at once.
const maxPack = 256 << 20

// Archive is a folder of documents. Its methods may be called from several goroutines.
type Archive struct {
	dir string

	mu      sync.Mutex
	encoder *zstd.Encoder
	waiting map[string]*part // by hash: what lies, or will lie, in a pack without a name
	pack    *packWriter      // the one that is written; nil for none
	index   *index           // of the packs with names; nil before it is needed

	flushing sync.Mutex
}

// part is a document on its way to its pack.
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
	name, err := parseName(sum)
	if err != nil {
		return err
	}
	if has, err := a.has(name, sum); has || err != nil {
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
	packed := encoder.EncodeAll(body, nil)
	a.mu.Lock()
	defer a.mu.Unlock()
	if p.err = a.append(frame{name: name, packed: packed, size: int64(len(body))}); p.err != nil {
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

// append puts a document into the pack that is written. The caller holds the lock.
func (a *Archive) append(f frame) error {
	if a.pack == nil {
		pack, err := newPack(a.dir)
		if err != nil {
			return err
		}
		a.pack = pack
	}
	return a.pack.append(f)
}

// Flush forces the documents of sums to disk and gives their pack its name. Put must have returned for each of them. After an error
// they may not be named in a warehouse.
func (a *Archive) Flush(sums []string) (err error) {
	defer fault.Wrap(&err, "keep %d documents", len(sums))
	a.flushing.Lock()
	defer a.flushing.Unlock()
	a.mu.Lock()
	isWaiting := func(sum string) bool { return a.waiting[sum] != nil }
	pack := a.pack
	if pack == nil || !slices.ContainsFunc(sums, isWaiting) {
		a.mu.Unlock()
		return nil
	}
	a.pack = nil // what comes meanwhile goes into the next
	a.mu.Unlock()

	sealed, err := pack.seal()
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, e := range pack.entries {
		delete(a.waiting, e.name.String())
	}
	if err != nil {
		return err
	}
	if a.index != nil {
		a.index.add(a.index.refs(sealed, pack.entries))
	}
	return nil
}

// Get returns a document, checked against its name. Its error wraps ErrMissing where the archive does not have it; any other
// says that what lies there is damaged or cannot be read.
func (a *Archive) Get(sum string) (_ []byte, err error) {
	defer fault.Wrap(&err, "document %s of %s", sum, a.dir)
	name, err := parseName(sum)
	if err != nil {
		return nil, err
	}
	packed, err := a.open(name, sum)
	if err != nil {
		return nil, err
	}
	body, err := decode(packed, sum)
	return body, errors.Join(err, packed.Close())
}

// open returns a document as it is packed.
func (a *Archive) open(n name, sum string) (io.ReadCloser, error) {
	p, nth, found, err := a.packOf(n)
	if err != nil {
		return nil, err
	}
	if found {
		return p.open(nth)
	}
	return a.openFile(sum)
}

// packOf returns the pack in which a document stands. One that is not known may stand in a pack that another process wrote since.
func (a *Archive) packOf(n name) (p pack, nth uint32, found bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at, found, err := a.find(n)
	if err != nil {
		return p, 0, false, err
	}
	if !found {
		if err := a.index.refresh(); err != nil {
			return p, 0, false, err
		}
		if at, found = a.index.find(n); !found {
			return p, 0, false, nil
		}
	}
	return a.index.packs[at.pack], at.nth, true, nil
}

// find looks for a document in the packs, which are listed when the first one is asked for. The caller holds the lock.
func (a *Archive) find(n name) (ref, bool, error) {
	if a.index == nil {
		index := newIndex(a.dir)
		if err := index.refresh(); err != nil {
			return ref{}, false, err
		}
		a.index = index
	}
	at, found := a.index.find(n)
	return at, found, nil
}

func decode(packed io.Reader, sum string) ([]byte, error) {
	decoder, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1))
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
	name, err := parseName(sum)
	if err != nil {
		return false, err
	}
	return a.has(name, sum)
}

func (a *Archive) has(n name, sum string) (bool, error) {
	a.mu.Lock()
	_, found, err := a.find(n)
	a.mu.Unlock()
	if found || err != nil {
		return found, err
	}
	return a.hasFile(sum)
}

// Sums returns the hashes of all documents. Where there is no folder there are none.
func (a *Archive) Sums() (_ map[string]bool, err error) {
	defer fault.Wrap(&err, "list the archive %s", a.dir)
	sums := map[string]bool{}
	packs := newIndex(a.dir)
	if err := packs.refresh(); err != nil {
		return nil, err
	}
	if err := packs.each(func(n name) { sums[n.String()] = true }); err != nil {
		return nil, err
	}
	return sums, a.files(func(sum string, _ int64) { sums[sum] = true })
}

// Bytes returns what all documents together take on disk.
func (a *Archive) Bytes() (total int64, err error) {
	defer fault.Wrap(&err, "measure the archive %s", a.dir)
	packs := newIndex(a.dir)
	if err := packs.refresh(); err != nil {
		return 0, err
	}
	for _, p := range packs.packs {
		total += p.size
	}
	return total, a.files(func(_ string, size int64) { total += size })
}

// CopyTo copies documents to the archive in another folder, packed as they are. What that has already stays; each pack is whole
// and on disk before it has its name. The caller verifies what it copies, or what it copied.
func (a *Archive) CopyTo(ctx context.Context, dir string, sums []string) (err error) {
	defer fault.Wrap(&err, "copy %d documents to %s", len(sums), dir)
	other := Open(dir)
	from := 0
	for i, sum := range sums {
		if err := ctx.Err(); err != nil {
			return errors.Join(err, other.discard())
		}
		if err := other.take(a, sum); err != nil {
			return errors.Join(err, other.discard())
		}
		if other.pack != nil && other.pack.end > maxPack {
			if err := other.Flush(sums[from : i+1]); err != nil {
				return err
			}
			from = i + 1
		}
	}
	return other.Flush(sums[from:])
}

// take copies one document of another archive.
func (a *Archive) take(from *Archive, sum string) error {
	name, err := parseName(sum)
	if err != nil {
		return err
	}
	if has, err := a.has(name, sum); has || err != nil || a.waiting[sum] != nil {
		return err
	}
	packed, err := from.open(name, sum)
	if err != nil {
		return err
	}
	b, err := io.ReadAll(packed)
	if err = errors.Join(err, packed.Close()); err != nil {
		return err
	}
	if err := a.append(frame{name: name, packed: b}); err != nil {
		return err
	}
	a.waiting[sum] = &part{}
	return nil
}

// discard removes the pack that is written.
func (a *Archive) discard() error {
	if a.pack == nil {
		return nil
	}
	return a.pack.remove()
}

// Tidy removes what a run that was killed left half written. Only the writer of the warehouse may call it, before it puts.
func (a *Archive) Tidy() (err error) {
	defer fault.Wrap(&err, "tidy the archive %s", a.dir)
	return errors.Join(tidyPacks(a.dir), a.tidyFiles())
}

// name is the SHA-256 of a document.
type name [sha256.Size]byte

func (n name) String() string { return hex.EncodeToString(n[:]) }

// parseName refuses what is not a hash: it becomes a path.
func parseName(sum string) (n name, err error) {
	if len(sum) != 2*sha256.Size || strings.Trim(sum, "0123456789abcdef") != "" {
		return n, fmt.Errorf("%q is not a SHA-256 in lower-case hex", sum)
	}
	_, err = hex.Decode(n[:], []byte(sum))
	return n, err
}
