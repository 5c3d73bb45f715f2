package export

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Database is what is exported: an *sql.DB, or an *sql.Conn on which session variables as as_of are set.
type Database interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Options say what to write.
type Options struct {
	Relations     []Relation // nil for Relations()
	Years         string     // a SELECT of the years; empty for those that have a report
	Generator     string     // program and version, kept in every file
	SchemaVersion int
}

// Parquet writes the relations of a database to the folder dir, which must not exist, or be empty, or hold nothing
// but an earlier export, which it replaces. After an error dir is as it was. The database must be allowed to write
// files.
func Parquet(ctx context.Context, db Database, dir string, o Options) (_ Manifest, err error) {
	defer wrap(&err, "export to %s", dir)
	if dir, err = filepath.Abs(dir); err != nil {
		return Manifest{}, err
	}
	exists, err := replaceable(dir)
	if err != nil {
		return Manifest{}, err
	}
	if o.Relations == nil {
		if o.Relations, err = Relations(); err != nil {
			return Manifest{}, err
		}
	}
	if o.Years == "" {
		if o.Years, err = statement("years"); err != nil {
			return Manifest{}, err
		}
	}
	part := filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".tmp")
	if err := os.RemoveAll(part); err != nil { // of an export that was killed
		return Manifest{}, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(part)) }()
	w := writer{db: db, dir: part, options: o}
	if err := w.writeAll(ctx); err != nil {
		return Manifest{}, err
	}
	if err := ctx.Err(); err != nil {
		return Manifest{}, err
	}
	return w.manifest, swap(part, dir, exists)
}

// writer fills one folder.
type writer struct {
	db       Database
	dir      string
	options  Options
	manifest Manifest
}

func (w *writer) writeAll(ctx context.Context) error {
	years, err := w.years(ctx)
	if err != nil {
		return fmt.Errorf("years: %w", err)
	}
	w.manifest = Manifest{Format: manifestFormat, Generator: w.options.Generator, SchemaVersion: w.options.SchemaVersion, Files: []File{}}
	if err := os.MkdirAll(w.dir, 0o777); err != nil {
		return err
	}
	for _, r := range w.options.Relations {
		if !r.PerYear {
			if err := w.write(ctx, r, File{Path: r.Name + ".parquet", Relation: r.Name}); err != nil {
				return fmt.Errorf("%s: %w", r.Name, err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Join(w.dir, r.Name), 0o777); err != nil {
			return err
		}
		for _, year := range years {
			f := File{Path: path.Join(r.Name, strconv.Itoa(year)+".parquet"), Relation: r.Name, Year: year}
			if err := w.write(ctx, r, f, sql.Named("year", year)); err != nil {
				return fmt.Errorf("%s of %d: %w", r.Name, year, err)
			}
		}
		if err := syncFile(filepath.Join(w.dir, r.Name)); err != nil {
			return err
		}
	}
	slices.SortFunc(w.manifest.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	text, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return err
	}
	name := filepath.Join(w.dir, manifestName)
	if err := os.WriteFile(name, append(text, '\n'), 0o666); err != nil {
		return err
	}
	return errors.Join(syncFile(name), syncFile(w.dir))
}

func (w *writer) years(ctx context.Context) (_ []int, err error) {
	rows, err := w.db.QueryContext(ctx, w.options.Years)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var years []int
	for rows.Next() {
		var year int
		if err := rows.Scan(&year); err != nil {
			return nil, err
		}
		years = append(years, year)
	}
	slices.Sort(years)
	return slices.Compact(years), rows.Err()
}

// write writes one file and lists it. One COPY with a total order is what makes the bytes the same for any number of
// threads; COPY … PARTITION_BY would not.
func (w *writer) write(ctx context.Context, r Relation, f File, args ...any) error {
	name := filepath.Join(w.dir, filepath.FromSlash(f.Path))
	text := fmt.Sprintf("COPY (\n%s\n) TO %s (FORMAT parquet, COMPRESSION zstd, KV_METADATA {generator: %s, schema_version: %s})",
		body(r.SQL), quote(name), quote(w.options.Generator), quote(strconv.Itoa(w.options.SchemaVersion)))
	result, err := w.db.ExecContext(ctx, text, args...)
	if err != nil {
		return err
	}
	if f.Rows, err = result.RowsAffected(); err != nil {
		return err
	}
	if f.Bytes, f.SHA256, err = finish(name); err != nil {
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

// swap puts the finished folder in its place. The old export goes aside first, for a folder that holds files cannot
// be renamed over.
func swap(part, dir string, exists bool) error {
	if !exists {
		if err := os.Rename(part, dir); err != nil {
			return err
		}
		return syncFile(filepath.Dir(dir))
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
	return errors.Join(syncFile(filepath.Dir(dir)), os.RemoveAll(old))
}

// syncFile forces a file or folder to disk.
func syncFile(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// quote returns s as an SQL text.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
