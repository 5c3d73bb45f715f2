package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/internal/fault"
)

// partName is the name under which a file or folder grows beside the place where it will be.
func partName(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
}

// refuseExisting refuses a folder that holds something, or a file.
func refuseExisting(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w: %w", fault.ErrUsage, err)
	}
	if len(entries) > 0 {
		return fault.Because(fault.ErrUsage, "backup_folder", "path", dir)
	}
	return nil
}

// copyHashed copies an open file to a new one on disk, and returns what it copied.
func copyHashed(ctx context.Context, from *os.File, to string) (_ BackupFile, err error) {
	out, err := os.Create(to)
	if err != nil {
		return BackupFile{}, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if _, err := from.Seek(0, io.SeekStart); err != nil {
		return BackupFile{}, err
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, hash), until{ctx, from})
	if err != nil {
		return BackupFile{}, fmt.Errorf("%s: %w", to, err)
	}
	return BackupFile{Bytes: n, SHA256: hex.EncodeToString(hash.Sum(nil))}, out.Sync()
}

func hashFile(ctx context.Context, path string) (BackupFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return BackupFile{}, err
	}
	defer file.Close()
	hash := sha256.New()
	n, err := io.Copy(hash, until{ctx, file})
	return BackupFile{Bytes: n, SHA256: hex.EncodeToString(hash.Sum(nil))}, err
}

// until reads for as long as its context lasts.
type until struct {
	ctx  context.Context
	from io.Reader
}

func (u until) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.from.Read(p)
}

func writeSynced(path string, text []byte) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}
