package warehouse

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"gongkai/internal/fault"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

//go:embed schema_migration.sql
var ledger string

// migration is one numbered step of the schema.
type migration struct {
	version  int
	name     string
	text     string
	checksum string
}

// embeddedMigrations returns the folder of those that ship with the program.
func embeddedMigrations() fs.FS {
	folder, err := fs.Sub(migrationFiles, "migrations")
	if err != nil {
		return migrationFiles // the name is a constant that fs.Sub accepts
	}
	return folder
}

// SchemaVersion returns the version of the schema that this program writes.
func SchemaVersion() (_ int, err error) {
	defer fault.Wrap(&err, "schema version")
	steps, err := readMigrations(embeddedMigrations())
	return len(steps), err
}

// readMigrations returns the files NNNN_name.sql of a folder, which must be numbered from 1 without a gap.
func readMigrations(fsys fs.FS) ([]migration, error) {
	names, err := fs.Glob(fsys, "*.sql")
	if err != nil {
		return nil, err
	}
	var steps []migration
	for _, file := range names {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		number, name, _ := strings.Cut(strings.TrimSuffix(file, ".sql"), "_")
		version, err := strconv.Atoi(number)
		if err != nil || version != len(steps)+1 {
			return nil, fmt.Errorf("migration %s: number %d is due", file, len(steps)+1)
		}
		sum := sha256.Sum256(text)
		steps = append(steps, migration{version, name, string(text), hex.EncodeToString(sum[:])})
	}
	return steps, nil
}

// migrate brings the schema up to the last step, in one transaction.
func migrate(ctx context.Context, db *sql.DB, fsys fs.FS, now func() time.Time) error {
	steps, err := readMigrations(fsys)
	if err != nil {
		return err
	}
	applied, err := appliedVersion(ctx, db, steps)
	if errors.Is(err, fault.ErrNoWarehouse) {
		err = refuseForeign(ctx, db)
	}
	if err != nil {
		return err
	}
	if applied == len(steps) {
		return nil
	}
	return apply(ctx, db, steps[applied:], now().UTC())
}

// checkSchema refuses a schema that is not exactly the one of the last step.
func checkSchema(ctx context.Context, db *sql.DB, fsys fs.FS) error {
	steps, err := readMigrations(fsys)
	if err != nil {
		return err
	}
	applied, err := appliedVersion(ctx, db, steps)
	if err != nil {
		return err
	}
	if applied < len(steps) {
		return fault.Because(fault.ErrSchemaTooOld, "older", "has", applied, "needs", len(steps))
	}
	return nil
}

// appliedVersion returns the last step that the database has, after comparing the checksums of all.
func appliedVersion(ctx context.Context, db *sql.DB, steps []migration) (int, error) {
	var known bool
	if err := db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM duckdb_tables()
		WHERE database_name = current_database() AND schema_name = 'main' AND table_name = 'schema_migration'`).Scan(&known); err != nil {
		return 0, err
	}
	if !known {
		return 0, fault.Because(fault.ErrNoWarehouse, "no_tables")
	}
	rows, err := db.QueryContext(ctx, "SELECT version, name, checksum FROM schema_migration ORDER BY version")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	applied := 0
	for rows.Next() {
		var version int
		var name, checksum string
		if err := rows.Scan(&version, &name, &checksum); err != nil {
			return 0, err
		}
		if version > len(steps) {
			return 0, fault.Because(fault.ErrSchemaTooNew, "newer", "has", version, "name", name, "knows", len(steps))
		}
		if version != applied+1 {
			return 0, fmt.Errorf("migration %d is missing from schema_migration", applied+1)
		}
		if step := steps[version-1]; step.checksum != checksum {
			return 0, fault.Because(nil, "other_migration", "migration", fmt.Sprintf("%04d_%s", version, step.name),
				"stored", fmt.Sprintf("%.12s", checksum), "now", fmt.Sprintf("%.12s", step.checksum))
		}
		applied = version
	}
	return applied, rows.Err()
}

// refuseForeign refuses a database that has tables but is no warehouse: another program's data.
func refuseForeign(ctx context.Context, db *sql.DB) error {
	var tables int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM duckdb_tables()
		WHERE database_name = current_database() AND NOT temporary`).Scan(&tables); err != nil {
		return err
	}
	if tables > 0 {
		return fault.Because(fault.ErrUsage, "other_database", "tables", tables)
	}
	return nil
}

// apply runs steps and records them, in one transaction: all of them or, after an error, none, and the file is as it was.
func apply(ctx context.Context, db *sql.DB, steps []migration, at time.Time) (err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	if _, err := tx.ExecContext(ctx, ledger); err != nil {
		return err
	}
	for _, step := range steps {
		_, err := tx.ExecContext(ctx, step.text)
		if err == nil {
			_, err = tx.ExecContext(ctx, "INSERT INTO schema_migration VALUES (?, ?, ?, ?)", step.version, step.name, step.checksum, at)
		}
		if err != nil {
			return fmt.Errorf("migration %04d_%s: %w", step.version, step.name, err)
		}
	}
	return tx.Commit()
}
