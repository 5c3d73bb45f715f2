package job

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/warehouse"
	"gongkai/warehouse/snapshot"
)

// Status is what a check found.
type Status string

// The statuses.
const (
	OK   Status = "ok"
	Note Status = "note" // nothing is wrong, and a person may want to know
	Fail Status = "fail"
)

// Check is one thing that was looked at.
type Check struct {
	Name   string // pdf, folder, warehouse, snapshot, link, answers, subtotals, parser, archive
	Status Status
	State  string // what was found, in a word: the check's own for each status, as none or stale
	About  []any  // names and values in turn
	Err    error  // why it failed, where it is not the state that says so
}

// Examination is what there is to say of a store.
type Examination struct {
	Checks []Check
	Stale  *int // reports that an older parser or older rules read; nil without a snapshot
}

// Examine looks for what is wrong with a store: whether its folder can be written, whether a writer has it and this version can read it,
// whether each stored answer and subtotal is what the warehouse gives, and whether the archive has every document. It returns the first
// failure.
func Examine(ctx context.Context, s Store, o queries.SessionOptions) (Examination, error) {
	e := &examiner{store: s, session: o}
	e.pdf()
	err := e.folder()
	for _, look := range []func(context.Context) error{e.warehouse, e.archive} {
		failed := look(ctx)
		if err == nil {
			err = failed
		}
	}
	return e.Examination, err
}

// examiner collects what it finds.
type examiner struct {
	Examination
	store   Store
	session queries.SessionOptions
}

// found adds a check.
func (e *examiner) found(name string, status Status, state string, about ...any) {
	e.Checks = append(e.Checks, Check{Name: name, Status: status, State: state, About: about})
}

// failed adds a check that could not be made, which ends the look.
func (e *examiner) failed(name string, err error) error {
	e.Checks = append(e.Checks, Check{Name: name, Status: Fail, Err: err})
	return err
}

// pdf says what makes reading of PDF slow.
func (e *examiner) pdf() {
	switch isCached, isGuarded := ingest.ExaminePDF(ingest.Options{}); {
	case !isCached:
		e.found("pdf", Note, "no_cache")
	case !isGuarded:
		e.found("pdf", Note, "no_stops")
	default:
		e.found("pdf", OK, "ok")
	}
}

// folder tries to write beside the warehouse, since a run writes the warehouse and its snapshots there.
func (e *examiner) folder() error {
	file, err := os.CreateTemp(filepath.Dir(e.store.Path), ".gongkai-doctor-*")
	if err == nil {
		err = errors.Join(file.Close(), os.Remove(file.Name()))
	}
	if err != nil {
		return e.failed("folder", err)
	}
	e.found("folder", OK, "ok")
	return nil
}

func (e *examiner) warehouse(ctx context.Context) error {
	path := e.store.Path
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		e.found("warehouse", Note, "none", "path", path)
		return nil
	}
	if err != nil {
		return e.failed("warehouse", err)
	}
	// Opening it read-only tells whether a writer has it, and whether this version can read it.
	w, err := warehouse.Open(ctx, warehouse.Options{Path: path, ReadOnly: true})
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return e.failed("warehouse", err)
	}
	e.found("warehouse", OK, "ok", "path", path, "bytes", info.Size())
	return e.snapshot(ctx)
}

func (e *examiner) snapshot(ctx context.Context) error {
	session, err := e.store.Read(ctx, e.session)
	if errors.Is(err, fault.ErrNoWarehouse) {
		e.found("snapshot", Note, "none")
		return nil
	}
	if err != nil {
		return e.failed("snapshot", err)
	}
	defer session.Close()
	var reports int
	if err := statements().One(ctx, session.Query, "report_count", nil, &reports); err != nil {
		return e.failed("snapshot", err)
	}
	current, err := snapshot.Current(e.store.Path)
	if err != nil {
		return err
	}
	e.found("snapshot", OK, "ok", "path", current, "reports", reports)
	if err := e.link(); err != nil {
		return err
	}
	// The answers first, since the session computes everything once the subtotals were compared.
	if err := e.stored(ctx, session, "answers", "stored_answer", session.CompareAnswers); err != nil {
		return err
	}
	if err := e.stored(ctx, session, "subtotals", "subtotal_version", session.CompareSubtotals); err != nil {
		return err
	}
	stale, err := StaleReports(ctx, session.Query)
	if err != nil {
		return e.failed("parser", err)
	}
	e.Stale = &stale
	if stale > 0 {
		e.found("parser", Note, "stale", "count", stale)
		return nil
	}
	e.found("parser", OK, "ok", "parser", ingest.ParserVersion)
	return nil
}

// link looks where the path leads that other programs keep.
func (e *examiner) link() error {
	linked, err := snapshot.Link(e.store.Path)
	switch {
	case err != nil:
		return e.failed("link", err)
	case linked == "":
		e.found("link", Note, "none")
	default:
		e.found("link", OK, "ok", "path", linked)
	}
	return nil
}

// StoredError says that rows that are stored are not what the warehouse gives: something else wrote to the file.
type StoredError struct {
	What      string // subtotals, answers
	Differing int64
}

func (e *StoredError) Error() string {
	return fmt.Sprintf("%d stored %s are not what the warehouse gives", e.Differing, e.What)
}

// stored compares what a snapshot stores, of which a table says which rows it is. A snapshot of an earlier version has none.
func (e *examiner) stored(
	ctx context.Context, session *queries.Session, what, table string, compare func(context.Context) (int64, error),
) error {
	var tables int
	if err := statements().One(ctx, session.Query, "stored_table", []any{table}, &tables); err != nil {
		return e.failed(what, err)
	}
	if tables == 0 {
		e.found(what, Note, "none")
		return nil
	}
	differing, err := compare(ctx)
	if err != nil {
		return e.failed(what, err)
	}
	if differing > 0 {
		e.found(what, Fail, "differ", "count", differing)
		return &StoredError{what, differing}
	}
	e.found(what, OK, "ok")
	return nil
}

// archive says where the documents are kept, how many, and how many of the warehouse are not.
func (e *examiner) archive(ctx context.Context) (err error) {
	kept := e.store.Documents()
	if kept == nil {
		e.found("archive", Note, "off")
		return nil
	}
	sums, err := kept.Sums()
	if err != nil {
		return e.failed("archive", err)
	}
	bytes, err := kept.Bytes()
	if err != nil {
		return e.failed("archive", err)
	}
	var documents []string
	if _, err := os.Stat(e.store.Path); !errors.Is(err, fs.ErrNotExist) {
		w, err := warehouse.Open(ctx, warehouse.Options{Path: e.store.Path, ReadOnly: true})
		if err != nil {
			return nil //nolint:nilerr // the look at the warehouse said so
		}
		documents, err = w.Documents(ctx)
		if err := errors.Join(err, w.Close()); err != nil {
			return e.failed("archive", err)
		}
	}
	missing := 0
	for _, sum := range documents {
		if !sums[sum] {
			missing++
		}
	}
	if missing > 0 {
		e.found("archive", Note, "lacks", "path", kept.Dir(), "missing", missing, "documents", len(documents))
		return nil
	}
	e.found("archive", OK, "ok", "path", kept.Dir(), "documents", len(sums), "bytes", bytes)
	return nil
}
