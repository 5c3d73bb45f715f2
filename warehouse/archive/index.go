package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// index knows in which pack a document stands: 24 bytes for each, so that a million of them take 24 MB.
type index struct {
	dir   string
	packs []pack
	known map[string]bool // the packs by the names of their files
	runs  [][]ref         // each sorted, each at least twice as long as the next
}

// pack is one that has its name.
type pack struct {
	path    string
	size    int64
	entries []entry // of one whose own index is damaged; else they stand there
}

// ref is a document: half of its name, which no two documents share, and where it stands in the index of its pack.
type ref struct {
	half      [sha256.Size / 2]byte
	pack, nth uint32
}

func compare(a, b ref) int { return bytes.Compare(a.half[:], b.half[:]) }

func halfOf(n name) (half [sha256.Size / 2]byte) {
	copy(half[:], n[:])
	return half
}

// newIndex returns the index of the packs in a folder, empty before it is refreshed.
func newIndex(dir string) *index {
	return &index{dir: filepath.Join(dir, packs), known: map[string]bool{}}
}

// list returns the names of the files of all packs.
func (x *index) list() ([]string, error) {
	files, err := os.ReadDir(x.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, file := range files {
		if strings.HasSuffix(file.Name(), packEnding) {
			names = append(names, file.Name())
		}
	}
	return names, nil
}

// refresh reads the packs that are not known.
func (x *index) refresh() error {
	names, err := x.list()
	if err != nil {
		return err
	}
	var run []ref
	for _, name := range names {
		if x.known[name] {
			continue
		}
		p := pack{path: filepath.Join(x.dir, name)}
		entries, isStored, err := readIndex(p.path)
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		if !isStored {
			p.entries = entries
		}
		info, err := os.Stat(p.path)
		if err != nil {
			return err
		}
		p.size = info.Size()
		run = append(run, x.refs(p, entries)...)
	}
	slices.SortFunc(run, compare)
	x.add(run)
	return nil
}

// refs numbers a pack and returns what stands in it.
func (x *index) refs(p pack, entries []entry) []ref {
	x.known[filepath.Base(p.path)] = true
	x.packs = append(x.packs, p)
	out := make([]ref, len(entries))
	for i, e := range entries {
		out[i] = ref{halfOf(e.name), uint32(len(x.packs) - 1), uint32(i)}
	}
	return out
}

// add takes a sorted run in. Short runs are joined, so that few have to be searched and none is sorted again and again.
func (x *index) add(run []ref) {
	if len(run) == 0 {
		return
	}
	x.runs = append(x.runs, run)
	for n := len(x.runs); n > 1 && len(x.runs[n-2]) < 2*len(x.runs[n-1]); n-- {
		x.runs[n-2] = merge(x.runs[n-2], x.runs[n-1])
		x.runs = x.runs[:n-1]
	}
}

func merge(a, b []ref) []ref {
	out := make([]ref, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// find returns where a document stands; false where no pack that is known has it.
func (x *index) find(n name) (ref, bool) {
	for _, run := range x.runs {
		if at, found := slices.BinarySearchFunc(run, ref{half: halfOf(n)}, compare); found {
			return run[at], true
		}
	}
	return ref{}, false
}

// each visits all documents.
func (x *index) each(visit func(n name)) error {
	for _, p := range x.packs {
		entries := p.entries
		if entries == nil {
			var err error
			if entries, _, err = readIndex(p.path); err != nil {
				return err
			}
		}
		for _, e := range entries {
			visit(e.name)
		}
	}
	return nil
}

// open returns the packed bytes of a document.
func (p *pack) open(nth uint32) (io.ReadCloser, error) {
	file, err := os.Open(p.path)
	if err != nil {
		return nil, err
	}
	e, err := p.entry(file, nth)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &section{io.NewSectionReader(file, e.at, e.length), file}, nil
}

// entry reads one entry of the index of a pack.
func (p *pack) entry(file *os.File, nth uint32) (e entry, err error) {
	if p.entries != nil {
		return p.entries[nth], nil
	}
	info, err := file.Stat()
	if err != nil {
		return e, err
	}
	end := make([]byte, endBytes)
	if _, err := file.ReadAt(end, max(0, info.Size()-endBytes)); err != nil {
		return e, err
	}
	one := make([]byte, entryBytes)
	if _, err := file.ReadAt(one, int64(binary.LittleEndian.Uint64(end[8:]))+int64(nth)*entryBytes); err != nil {
		return e, fmt.Errorf("it is damaged: %w", err)
	}
	return readEntry(one), nil
}

// section is a part of a file.
type section struct {
	io.Reader
	file *os.File
}

// Close implements io.Closer.
func (s *section) Close() error { return s.file.Close() }
