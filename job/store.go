package job

import (
	"context"
	"embed"
	"errors"
	"time"

	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
	"gongkai/warehouse/snapshot"
)

//go:embed sql/*.sql
var files embed.FS

// statements are the queries of this package.
func statements() sqlfile.Catalogue { return sqlfile.New(files, "sql") }

// Store says where the data of a person are and how they are opened.
type Store struct {
	Path        string           // of the warehouse file
	Archive     string           // the folder in which documents are kept; empty where none are
	Threads     int              // of DuckDB; 0 for as many as there are processors
	MemoryLimit string           // of DuckDB, as "4GB"; empty for its default
	Now         func() time.Time // stamps all that is written
}

// Documents returns the archive of documents, nil where none is kept.
func (s Store) Documents() *archive.Archive {
	if s.Archive == "" {
		return nil
	}
	return archive.Open(s.Archive)
}

// files are the files and folders of the store: where it lies among the documents it is none of them.
func (s Store) files() []string {
	own := snapshot.Files(s.Path)
	if s.Archive != "" {
		own = append(own, s.Archive)
	}
	return own
}

func (s Store) options() warehouse.Options {
	return warehouse.Options{Path: s.Path, Threads: s.Threads, MemoryLimit: s.MemoryLimit, Now: s.Now}
}

// Create opens the warehouse for writing, makes it where there is none, and migrates it. Its errors are those of warehouse.Create.
func (s Store) Create(ctx context.Context) (*warehouse.Warehouse, error) {
	return warehouse.Create(ctx, s.options())
}

// Open opens the existing warehouse for writing, with the views of this version in it, the rules that they read, and stored what they
// compute: a run that was killed before it published, or an earlier version, may have left it out. Its errors are those of
// warehouse.Open.
func (s Store) Open(ctx context.Context) (*warehouse.Warehouse, error) {
	w, err := warehouse.Open(ctx, s.options())
	if err != nil {
		return nil, err
	}
	err = SyncReference(ctx, w)
	if err == nil {
		err = queries.Tune(ctx, w.DB())
	}
	if err == nil {
		err = prepareViews(ctx, w, queries.Once{})
	}
	if err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

// Read opens the current snapshot. A writer does not disturb it. It returns an error that wraps fault.ErrNoWarehouse where there is none.
func (s Store) Read(ctx context.Context, o queries.SessionOptions) (*queries.Session, error) {
	path, err := snapshot.Current(s.Path)
	if err != nil {
		return nil, err
	}
	return queries.OpenReadOnly(ctx, path, o)
}

// Publish shows readers what the warehouse holds, with the views of this version and nothing left to compute that is stored.
func Publish(ctx context.Context, w *warehouse.Warehouse) (snapshot.Published, error) {
	if err := prepareViews(ctx, w, queries.Once{}); err != nil {
		return snapshot.Published{}, err
	}
	return snapshot.Publish(ctx, w)
}

// smallStore is how many cells a warehouse has, at most, whose answers one thread stores: those of some 10,000 reports.
const smallStore = 2_000_000

// prepareViews installs the views where they are not those of this version, and stores the subtotals and answers that they compute, each
// step as patience does it.
func prepareViews(ctx context.Context, w *warehouse.Warehouse, patience queries.Patience) (err error) {
	var cells int64
	if err := statements().One(ctx, w.DB().QueryContext, "cell_count", nil, &cells); err != nil {
		return err
	}
	if cells <= smallStore {
		restore, failed := w.OneThread(ctx)
		if failed != nil {
			return failed
		}
		defer func() { err = errors.Join(err, restore(context.WithoutCancel(ctx))) }()
	}
	return storeViews(ctx, w, patience)
}

func storeViews(ctx context.Context, w *warehouse.Warehouse, patience queries.Patience) error {
	if err := patience.Do(ctx, func() error {
		if _, err := queries.Install(ctx, w.DB()); err != nil {
			return err
		}
		_, err := queries.StoreSubtotals(ctx, w.DB())
		return err
	}); err != nil {
		return err
	}
	_, err := queries.StoreAnswersPatiently(ctx, w.DB(), patience)
	return err
}
