// Package disk forces to disk what must outlast a power failure. A file that is written, closed and renamed may still be lost: its bytes
// and the entry in its folder each wait in memory until they are synced. So whatever is published here (a snapshot, a backup, an export,
// a kept document) is written under a name that nobody reads, synced, renamed, and then its folder is synced:
//
//	err := disk.Sync(part)
//	err = errors.Join(err, os.Rename(part, name), disk.Sync(filepath.Dir(name)))
package disk

import (
	"errors"
	"os"
)

// Sync forces to disk the bytes of a file, or the names in a folder.
func Sync(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
