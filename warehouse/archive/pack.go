package archive

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/internal/disk"
)

// A pack holds the documents of a batch: packs/0123456789abcdef.pack, named by the hash of its index, so that the same documents make
// the same name.
//
//	for each document:  head  "GKF1"  codec u8 (1: Zstandard)  3 bytes 0  packed length u64  length u64 (0: not known)
//	                          SHA-256 of the document  CRC-32C of all before, from the skip on, u32  4 bytes 0
//	                    its packed bytes
//	index:              sorted by hash:  SHA-256  where its packed bytes begin u64  their length u64
//	                    how many u64  where the index begins u64  CRC-32C of the index u32  4 bytes 0  "GKPACK1\n"
//
// All numbers are little-endian. Heads say all by themselves: where the index of a pack is lost, it is made by looking at them. Before
// each head and before the index stands "skip" of Zstandard (RFC 8878, 3.1.2, eight bytes): zstd -dc FILE prints all documents.

const (
	packs       = "packs"
	packEnding  = ".pack"
	skipMagic   = "\x50\x2a\x4d\x18"
	skipBytes   = 8
	headBytes   = 64
	frameBytes  = skipBytes + headBytes
	frameMagic  = skipMagic + "\x40\x00\x00\x00" + "GKF1" // which skips headBytes
	packMagic   = "GKPACK1\n"
	codecZstd   = 1
	entryBytes  = sha256.Size + 16
	endBytes    = 32
	packNameLen = 16
)

// frame is a document in a pack.
type frame struct {
	name   name
	packed []byte
	size   int64 // of the document; 0 where it is not known
}

// entry says where the packed bytes of a document stand in a pack.
type entry struct {
	name       name
	at, length int64
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// packWriter writes a pack.
type packWriter struct {
	dir     string
	file    *os.File
	end     int64
	entries []entry
}

// newPack begins a pack, under a name that says it is not whole.
func newPack(dir string) (*packWriter, error) {
	dir = filepath.Join(dir, packs)
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(dir, "*"+pending) // which gives it fileMode
	if err != nil {
		return nil, err
	}
	return &packWriter{dir: dir, file: file}, nil
}

// append writes a document. One that could not be written leaves the pack as it was.
func (w *packWriter) append(f frame) error {
	head := make([]byte, frameBytes, frameBytes+len(f.packed))
	copy(head, frameMagic)
	head[12] = codecZstd
	binary.LittleEndian.PutUint64(head[16:], uint64(len(f.packed)))
	binary.LittleEndian.PutUint64(head[24:], uint64(f.size))
	copy(head[32:], f.name[:])
	binary.LittleEndian.PutUint32(head[64:], crc32.Checksum(head[:64], castagnoli()))
	if _, err := w.file.WriteAt(append(head, f.packed...), w.end); err != nil {
		return err // what was written of it is written over by the next, or by the index
	}
	w.entries = append(w.entries, entry{f.name, w.end + frameBytes, int64(len(f.packed))})
	w.end += frameBytes + int64(len(f.packed))
	return nil
}

// seal writes the index, forces the pack to disk and gives it its name, which it returns. After an error the pack is gone.
func (w *packWriter) seal() (_ pack, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, w.remove())
		}
	}()
	slices.SortFunc(w.entries, func(a, b entry) int { return bytes.Compare(a.name[:], b.name[:]) })
	index := make([]byte, 0, len(w.entries)*entryBytes+endBytes)
	for _, e := range w.entries {
		index = append(index, e.name[:]...)
		index = binary.LittleEndian.AppendUint64(index, uint64(e.at))
		index = binary.LittleEndian.AppendUint64(index, uint64(e.length))
	}
	hash := sha256.Sum256(index)
	sum := crc32.Checksum(index, castagnoli())
	index = binary.LittleEndian.AppendUint64(index, uint64(len(w.entries)))
	index = binary.LittleEndian.AppendUint64(index, uint64(w.end+skipBytes))
	index = binary.LittleEndian.AppendUint32(index, sum)
	index = append(append(index, 0, 0, 0, 0), packMagic...)
	index = append(binary.LittleEndian.AppendUint32([]byte(skipMagic), uint32(len(index))), index...)
	if _, err := w.file.WriteAt(index, w.end); err != nil {
		return pack{}, err
	}
	if err := w.file.Truncate(w.end + int64(len(index))); err != nil {
		return pack{}, err
	}
	if err := w.file.Sync(); err != nil {
		return pack{}, err
	}
	if err := w.file.Close(); err != nil {
		return pack{}, err
	}
	sealed := pack{path: filepath.Join(w.dir, hex.EncodeToString(hash[:])[:packNameLen]+packEnding), size: w.end + int64(len(index))}
	if err := os.Rename(w.file.Name(), sealed.path); err != nil {
		return pack{}, err
	}
	if err := disk.Sync(w.dir); err != nil {
		return pack{}, err
	}
	return sealed, disk.Sync(filepath.Dir(w.dir))
}

func (w *packWriter) remove() error {
	_ = w.file.Close() // it may be closed
	err := os.Remove(w.file.Name())
	if errors.Is(err, fs.ErrNotExist) {
		return nil // it has its name; that its folder is not on disk does no harm
	}
	return err
}

// tidyPacks removes packs without a name.
func tidyPacks(dir string) error {
	entries, err := os.ReadDir(filepath.Join(dir, packs))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), pending) {
			if err := os.Remove(filepath.Join(dir, packs, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// readIndex returns what stands in a pack. One whose index is damaged is looked through; then isStored is false.
func readIndex(path string) (entries []entry, isStored bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, false, err
	}
	if entries, ok := storedIndex(file, info.Size()); ok {
		return entries, true, nil
	}
	entries, err = scan(file, info.Size())
	return entries, false, err
}

// storedIndex reads the index at the end of a pack; false where it is not whole.
func storedIndex(file io.ReaderAt, size int64) ([]entry, bool) {
	end := make([]byte, endBytes)
	if size < endBytes {
		return nil, false
	}
	if _, err := file.ReadAt(end, size-endBytes); err != nil || string(end[24:]) != packMagic {
		return nil, false
	}
	count, at := binary.LittleEndian.Uint64(end), int64(binary.LittleEndian.Uint64(end[8:]))
	if at < 0 || at > size-endBytes || count != uint64(size-endBytes-at)/entryBytes || uint64(size-endBytes-at)%entryBytes != 0 {
		return nil, false
	}
	index := make([]byte, size-endBytes-at)
	if _, err := file.ReadAt(index, at); err != nil || crc32.Checksum(index, castagnoli()) != binary.LittleEndian.Uint32(end[16:]) {
		return nil, false
	}
	entries := make([]entry, 0, count)
	for ; len(index) > 0; index = index[entryBytes:] {
		e := readEntry(index)
		if e.at < 0 || e.length < 0 || e.at > at-e.length {
			return nil, false
		}
		entries = append(entries, e)
	}
	return entries, true
}

func readEntry(b []byte) (e entry) {
	copy(e.name[:], b)
	e.at = int64(binary.LittleEndian.Uint64(b[sha256.Size:]))
	e.length = int64(binary.LittleEndian.Uint64(b[sha256.Size+8:]))
	return e
}

// scan finds the frames of a pack. Between what is damaged it goes on at the next that says of itself that it is whole.
func scan(file io.ReaderAt, size int64) (entries []entry, err error) {
	head := make([]byte, frameBytes)
	window := make([]byte, 1<<16)
	for at := int64(0); at+frameBytes <= size; {
		if _, err := file.ReadAt(head, at); err != nil {
			return nil, err
		}
		length := int64(binary.LittleEndian.Uint64(head[16:]))
		if string(head[:len(frameMagic)]) == frameMagic && crc32.Checksum(head[:64], castagnoli()) == binary.LittleEndian.Uint32(head[64:]) &&
			length >= 0 && length <= size-at-frameBytes {
			e := entry{at: at + frameBytes, length: length}
			copy(e.name[:], head[32:])
			entries = append(entries, e)
			at += frameBytes + length
			continue
		}
		n, err := file.ReadAt(window[:min(int64(len(window)), size-at-1)], at+1)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		switch next := bytes.Index(window[:n], []byte(frameMagic)); {
		case next >= 0:
			at += 1 + int64(next)
		default:
			at += max(1, int64(n)-int64(len(frameMagic)))
		}
	}
	return entries, nil
}
