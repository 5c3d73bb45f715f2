package warehouse

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
)

// connect opens the file of o and takes DuckDB's lock on it: exclusive for a writer, shared for a reader.
func connect(o Options) (*Warehouse, error) {
	source, err := dataSource(o)
	if err != nil {
		return nil, err
	}
	connector, err := duckdb.NewConnector(source, FindInternal)
	if err != nil {
		return nil, explain(err)
	}
	w := &Warehouse{path: o.Path, readOnly: o.ReadOnly, db: sql.OpenDB(connector)}
	if !o.ReadOnly {
		if w.file, err = os.Open(o.Path); err != nil {
			_ = w.Close()
			return nil, err
		}
	}
	return w, nil
}

// InternalSchema is the schema of the views that are not public: what those of main are made of. Package queries fills it.
const InternalSchema = "internal"

// FindInternal has a new connection find names in main, then in InternalSchema. Where nothing is internal yet, in an empty warehouse and in
// one of an earlier version, main has all, and the setting is an error that says so.
func FindInternal(conn driver.ExecerContext) error {
	_, _ = conn.ExecContext(context.Background(), searchPath, nil)
	return nil
}

const searchPath = "SET search_path = 'main," + InternalSchema + "'"

// setPath does the same for one that is there already. It fails where nothing is internal yet.
func setPath(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, searchPath)
	return err
}

// dataSource returns the driver's name of the file with its settings. The driver parses it as a URL but takes the
// path as it stands before the question mark, so a path with "?" would open another file and one with "#" would
// silently lose the settings, read-only among them.
func dataSource(o Options) (string, error) {
	if o.Path == "" || strings.HasPrefix(o.Path, ":memory:") {
		return "", fmt.Errorf("%w: the warehouse needs a file", fault.ErrUsage)
	}
	path := o.Path
	if !filepath.IsAbs(path) {
		path = "." + string(filepath.Separator) + path // "a:b" alone would be a URL with a scheme
	}
	if _, err := url.Parse(path); err != nil || strings.ContainsAny(path, "?#") {
		return "", fmt.Errorf("%w: the path of a warehouse may hold no ?, # or %%: %s", fault.ErrUsage, o.Path)
	}
	settings := url.Values{}
	settings.Set("autoinstall_known_extensions", "false")
	settings.Set("autoload_known_extensions", "false")
	if o.ReadOnly {
		settings.Set("access_mode", "read_only")
	} else {
		// At the default of 16 MB every third batch rewrites the last row group of every table: a file a fifth larger.
		settings.Set("checkpoint_threshold", "64MB")
	}
	if o.Threads > 0 {
		settings.Set("threads", strconv.Itoa(o.Threads))
	}
	if o.MemoryLimit != "" {
		settings.Set("memory_limit", o.MemoryLimit)
	}
	return path + "?" + settings.Encode(), nil
}

// explain turns the texts of DuckDB that a user can act on into errors of package fault.
func explain(err error) error {
	text := err.Error()
	if holder, ok := lockHolder(text); ok {
		return fault.Because(fault.ErrLocked, "locked", "holder", holder)
	}
	// "Trying to read a database file with version number 69, but we can only read versions between 64 and 68."
	if regexp.MustCompile(`database file with version number \d+, but we can only read`).MatchString(text) {
		return fault.Because(fault.ErrSchemaTooNew, "newer_file", "why", err)
	}
	return err
}

// lockHolder returns who holds the lock, as "gongkai (PID 4711)", from DuckDB's message
// `Could not set lock on file "w.duckdb": Conflicting lock is held in /usr/bin/gongkai (PID 4711) by user u.`
func lockHolder(text string) (string, bool) {
	if !strings.Contains(text, "Could not set lock on file") {
		return "", false
	}
	m := regexp.MustCompile(`Conflicting lock is held in (.*?) ?\(PID (\d+)\)`).FindStringSubmatch(text)
	if m == nil {
		return "another process", true
	}
	program := filepath.Base(strings.TrimSpace(m[1]))
	if m[1] == "" {
		program = "a program"
	}
	return fmt.Sprintf("%s (PID %s)", program, m[2]), true
}
