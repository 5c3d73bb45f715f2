package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/internal/disk"
	"gongkai/internal/fault"
)

// place returns the name of a file of the export with its folder made.
func (w *writer) place(path string) (string, error) {
	if !filepath.IsLocal(filepath.FromSlash(path)) {
		return "", fmt.Errorf("%w: %q is not inside the folder of the export", fault.ErrUsage, path)
	}
	name := filepath.Join(w.dir, filepath.FromSlash(path))
	return name, os.MkdirAll(filepath.Dir(name), 0o777)
}

func (w *writer) document(d Document) error {
	name, err := w.place(d.Path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(name, d.Content, 0o666); err != nil {
		return err
	}
	return w.list(File{Path: d.Path})
}

// list forces a written file to disk and adds it to the manifest.
func (w *writer) list(f File) (err error) {
	if f.Bytes, f.SHA256, err = finish(filepath.Join(w.dir, filepath.FromSlash(f.Path))); err != nil {
		return err
	}
	w.manifest.Files = append(w.manifest.Files, f)
	return nil
}

// finish forces a file to disk, and returns its size and hash.
func finish(name string) (_ int64, _ string, err error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	hash := sha256.New()
	n, err := io.Copy(hash, file)
	if err != nil {
		return 0, "", err
	}
	return n, hex.EncodeToString(hash.Sum(nil)), file.Sync()
}

// replaceable reports whether dir is there, and refuses one that holds anything but an export: what a user keeps
// beside the files must not go with them.
func replaceable(dir string) (exists bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if len(entries) == 0 {
		return true, nil
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return true, fault.Because(fault.ErrUsage, "export_folder", "why", err)
	}
	ours := map[string]bool{manifestName: true, checksumsName: true}
	for _, f := range m.Files {
		ours[filepath.FromSlash(f.Path)] = true
	}
	return true, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if !ours[name] {
			return fault.Because(fault.ErrUsage, "export_foreign", "name", name)
		}
		return nil
	})
}

// swap puts the finished folder in its place. The old export goes aside first, for a folder that holds files cannot
// be renamed over.
func swap(part, dir string, exists bool) error {
	if err := syncFolders(part); err != nil {
		return err
	}
	if !exists {
		if err := os.Rename(part, dir); err != nil {
			return err
		}
		return disk.Sync(filepath.Dir(dir))
	}
	old := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".old")
	if err := os.RemoveAll(old); err != nil {
		return err
	}
	if err := os.Rename(dir, old); err != nil {
		return err
	}
	if err := os.Rename(part, dir); err != nil {
		return errors.Join(err, os.Rename(old, dir))
	}
	return errors.Join(disk.Sync(filepath.Dir(dir)), os.RemoveAll(old))
}

// syncFolders forces the entries of a folder, and of those in it, to disk.
func syncFolders(dir string) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return disk.Sync(path)
	})
}
