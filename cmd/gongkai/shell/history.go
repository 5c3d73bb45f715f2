package shell

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
)

// history is the file that keeps what was typed, in the folder of the person for such things: a statement may name what
// is nobody else's business, so only the person can read it.
type history struct{ path string }

// newHistory finds the file: XDG_STATE_HOME, else .local/state in the home folder. Without either nothing is kept.
func newHistory(getenv func(string) string) history {
	dir := getenv("XDG_STATE_HOME")
	if dir == "" {
		home := getenv("HOME")
		if home == "" {
			return history{}
		}
		dir = filepath.Join(home, ".local", "state")
	}
	return history{filepath.Join(dir, "gongkai", "sql_history")}
}

func (h history) load(to interface {
	ReadHistory(r io.Reader) (int, error)
},
) error {
	if h.path == "" {
		return nil
	}
	file, err := os.Open(h.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = to.ReadHistory(file)
	return err
}

func (h history) save(from interface {
	WriteHistory(w io.Writer) (int, error)
},
) (err error) {
	if h.path == "" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(h.path), 0o700); err != nil {
		return err
	}
	file, err := renameio.NewPendingFile(h.path, renameio.WithPermissions(0o600))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Cleanup()) }()
	if _, err := from.WriteHistory(file); err != nil {
		return err
	}
	return file.CloseAtomicallyReplace()
}
