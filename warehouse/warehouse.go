package warehouse

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Options say which file to open and how.
type Options struct {
	Path        string
	ReadOnly    bool
	Threads     int              // of DuckDB; 0 for as many as there are processors
	MemoryLimit string           // of DuckDB, as "4GB"; empty for its default, 80 % of the memory
	Now         func() time.Time // stamps migrations; nil for time.Now
}

// Warehouse is an open warehouse file. Its methods may be called from several goroutines; those that write wait for
// each other.
type Warehouse struct {
	path     string
	readOnly bool
	db       *sql.DB

	mu     sync.Mutex // held by whatever writes or copies the file
	writer *sql.Conn  // temporary tables belong to one connection, so all batches use this one
	inside bool       // the writer finds what is in InternalSchema, which may have come after it

	// file stays open as long as the database. A POSIX lock of a process ends when the process closes any
	// descriptor of the file, so a copy that opened and closed it would let a second writer in.
	file *os.File
}

// Create opens the warehouse at o.Path for writing, makes it where there is none, and migrates it. It returns an
// error that wraps fault.ErrLocked where another process has it open, and fault.ErrSchemaTooNew where a newer version
// wrote it.
func Create(ctx context.Context, o Options) (_ *Warehouse, err error) {
	defer fault.Wrap(&err, "create warehouse %s", o.Path)
	if o.ReadOnly {
		return nil, fmt.Errorf("%w: a warehouse cannot be created read-only", fault.ErrUsage)
	}
	_, missing := os.Stat(o.Path)
	w, err := connect(o)
	if err != nil {
		return nil, err
	}
	if errors.Is(missing, fs.ErrNotExist) {
		// It holds the prose of reports, with names and telephone numbers. One that is there keeps the rights that somebody gave it.
		if err := os.Chmod(o.Path, 0o600); err != nil {
			return nil, errors.Join(err, w.Close())
		}
	}
	now := o.Now
	if now == nil {
		now = time.Now
	}
	if err := migrate(ctx, w.db, embeddedMigrations(), now); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// Open opens the existing warehouse, or snapshot of one, at o.Path without migrating it. It returns an error that
// wraps fault.ErrNoWarehouse where there is none, fault.ErrSchemaTooOld where it must be migrated first, and
// fault.ErrLocked or fault.ErrSchemaTooNew as Create does.
func Open(ctx context.Context, o Options) (_ *Warehouse, err error) {
	defer fault.Wrap(&err, "open warehouse %s", o.Path)
	if info, err := os.Stat(o.Path); errors.Is(err, fs.ErrNotExist) || (err == nil && (info.IsDir() || info.Size() == 0)) {
		return nil, fault.Because(fault.ErrNoWarehouse, "no_file", "path", o.Path)
	} else if err != nil {
		return nil, err
	}
	w, err := connect(o)
	if err != nil {
		return nil, err
	}
	if err := checkSchema(ctx, w.db, embeddedMigrations()); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// Path returns the path of the file as it was given.
func (w *Warehouse) Path() string { return w.path }

// DB returns the database. Whoever writes through it must not do so while a batch is loaded or a snapshot is made.
func (w *Warehouse) DB() *sql.DB { return w.db }

// Close closes the file. A writer folds its log into it first, so that one file is all there is.
func (w *Warehouse) Close() (err error) {
	defer fault.Wrap(&err, "close warehouse %s", w.path)
	w.mu.Lock()
	defer w.mu.Unlock()
	var errs []error
	if w.writer != nil {
		errs = append(errs, w.writer.Close())
		w.writer = nil
	}
	errs = append(errs, w.db.Close())
	if w.file != nil { // after the database, whose lock ends with it
		errs = append(errs, w.file.Close())
		w.file = nil
	}
	return errors.Join(errs...)
}

// writing returns the connection that all writing goes through. The caller holds w.mu.
func (w *Warehouse) writing(ctx context.Context) (*sql.Conn, error) {
	if w.readOnly {
		return nil, fmt.Errorf("%w: the warehouse is open read-only", fault.ErrUsage)
	}
	if w.writer == nil {
		conn, err := w.db.Conn(ctx)
		if err != nil {
			return nil, err
		}
		w.writer = conn
	}
	if !w.inside {
		w.inside = setPath(ctx, w.writer) == nil
	}
	return w.writer, nil
}

// Checkpointed folds the log into the file and hands the file and what it then is to f, while no batch is loaded: f may copy it. It
// is the file that DuckDB holds, so whoever opened and closed it again would give up DuckDB's lock.
func (w *Warehouse) Checkpointed(ctx context.Context, f func(file *os.File, info fs.FileInfo) error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	conn, err := w.writing(ctx)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, "CHECKPOINT"); err != nil {
		return err
	}
	if log, err := os.Stat(w.path + ".wal"); err == nil && log.Size() > 0 {
		return fmt.Errorf("the log %s still holds %d bytes after a checkpoint: another transaction is open", w.path+".wal", log.Size())
	}
	info, err := os.Stat(w.path)
	if err != nil {
		return err
	}
	return f(w.file, info)
}

// Documents returns the hashes of all documents.
func (w *Warehouse) Documents(ctx context.Context) (sums []string, err error) {
	defer fault.Wrap(&err, "documents")
	err = sqlfile.Rows(ctx, w.db.QueryContext, "SELECT sha256 FROM document ORDER BY document_id", func(scan sqlfile.Scan) error {
		var sum string
		err := scan(&sum)
		sums = append(sums, sum)
		return err
	})
	return sums, err
}
