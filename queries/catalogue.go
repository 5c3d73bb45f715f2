// Package queries holds the SQL of Gongkai: the views that decide which version of a report counts and what adds up to
// what, the shipped example queries, and the read-only sessions in which users' SQL runs.
//
// The invariant: every rule stands in exactly one view, and views build on views. A sum never contains a body together
// with something inside it, a gap is never zero, and each total says how many members it misses and how many of its
// cells are under an open error.
//
// The package refuses, in a Session, every statement that is not a plain query. It does not create the tables: package
// warehouse does, and Install puts the views on them.
//
//	changed, err := queries.Install(ctx, db)
//	session, err := queries.OpenReadOnly(ctx, "gongkai.snapshots/7.duckdb", queries.SessionOptions{})
//	rows, err := session.Query(ctx, "SELECT … FROM city_request WHERE year = ?", 2024)
package queries

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"gongkai/internal/fault"
)

//go:embed views/*.sql views/*.expression views/order.txt public/names.txt comments.csv aliases.csv answers.csv examples/*.sql gate/*.csv
var files embed.FS

// View is one view of the catalogue.
type View struct {
	Name string
	SQL  string // CREATE OR REPLACE VIEW, with its header comment
}

// Views returns the views, each after all that it reads from.
func Views() (_ []View, err error) {
	defer fault.Wrap(&err, "read the views")
	order, err := files.ReadFile("views/order.txt")
	if err != nil {
		return nil, err
	}
	shared, err := expressions()
	if err != nil {
		return nil, err
	}
	var views []View
	for _, name := range strings.Fields(string(order)) {
		text, err := files.ReadFile("views/" + name + ".sql")
		if err != nil {
			return nil, err
		}
		views = append(views, View{Name: name, SQL: shared.Replace(string(text))})
	}
	return views, nil
}

// expressions returns what puts the expressions that several views share in the place of their names in braces: views/NAME.expression
// for {NAME}. A macro would do within DuckDB, but whoever reads a view elsewhere would lack it.
func expressions() (*strings.Replacer, error) {
	names, err := fs.Glob(files, "views/*.expression")
	if err != nil {
		return nil, err
	}
	var pairs []string
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, "{"+strings.TrimSuffix(path.Base(name), ".expression")+"}", strings.TrimSpace(string(text)))
	}
	return strings.NewReplacer(pairs...), nil
}

// Question is what an example answers: the comment at its head, English, then a bar, then Chinese.
func (v View) Question() (zh, en string) {
	var words []string
	for line := range strings.SplitSeq(v.SQL, "\n") {
		text, ok := strings.CutPrefix(line, "-- ")
		if !ok {
			break
		}
		words = append(words, text)
	}
	en, zh, _ = strings.Cut(strings.Join(words, " "), " | ")
	return zh, en
}

// Examples returns the shipped example queries by file name without its ending, in the order of their names.
func Examples() (_ []View, err error) {
	defer fault.Wrap(&err, "read the examples")
	names, err := fs.Glob(files, "examples/*.sql")
	if err != nil {
		return nil, err
	}
	var examples []View
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		examples = append(examples, View{Name: strings.TrimSuffix(path.Base(name), ".sql"), SQL: string(text)})
	}
	return examples, nil
}

// Install puts the views and the comments on a migrated warehouse, in one transaction, and drops the stored subtotals and
// answers, which other views computed: StoreSubtotals and StoreAnswers follow. Where this very set is installed already it writes
// nothing and returns false. The database must be open for writing.
func Install(ctx context.Context, db *sql.DB) (changed bool, err error) {
	defer fault.Wrap(&err, "install the views")
	set, err := readSet()
	if err != nil {
		return false, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	switch installed, _, err := installedSet(ctx, conn); {
	case err != nil:
		return false, err
	case installed == set.hash:
		return false, nil
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	tables, err := tablesOf(ctx, tx)
	if err != nil {
		return false, err
	}
	at := set.places(tables)
	if err := dropStale(ctx, tx, at); err != nil {
		return false, err
	}
	if err := emptySchemas(ctx, tx); err != nil {
		return false, err
	}
	var names []string
	for _, v := range set.views {
		names = append(names, v.Name)
	}
	err = createViews(ctx, tx, at, set.place(at), func() error {
		aliased, err := set.chinese.create(ctx, tx, at, set.comments)
		names = append(names, aliased...)
		if err != nil {
			return err
		}
		return set.createReleased(ctx, tx, at)
	})
	if err != nil {
		return false, err
	}
	if _, err := statements.Exec(ctx, tx, "subtotal/forget"); err != nil { // they are what the views of before computed
		return false, err
	}
	// A view, since a table would belong to a migration.
	text := "CREATE VIEW " + internalSchema + "." + setView + " AS SELECT '" + set.hash + "' AS hash, '" +
		strings.Join(names, " ") + "' AS views"
	if _, err := tx.ExecContext(ctx, text); err != nil {
		return false, err
	}
	if err := applyComments(ctx, tx, set.comments); err != nil {
		return false, err
	}
	if err := tx.Commit(); err != nil {
		return false, err
	}
	return true, lookInside(ctx, db, conn)
}

// lookInside has the connections of a database find what has just come into schema internal, as new ones do.
func lookInside(ctx context.Context, db *sql.DB, conn *sql.Conn) error {
	db.SetMaxIdleConns(0)
	db.SetMaxIdleConns(idleConnections)
	_, err := conn.ExecContext(ctx, "SET search_path = 'main,"+internalSchema+"'")
	return err
}

// idleConnections is how many connections package sql keeps by default.
const idleConnections = 2

// setView is the view that says which set is installed.
const setView = "installed_view_set"

// querier is a connection or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// installedSet returns the hash of the installed set and its views, both empty where there is none.
func installedSet(ctx context.Context, q querier) (hash, names string, err error) {
	var schema sql.NullString // main, of an earlier version
	row := q.QueryRowContext(ctx,
		"SELECT max(schema_name) FROM duckdb_views() WHERE view_name = ? AND database_name = current_database()", setView)
	if err := row.Scan(&schema); err != nil || !schema.Valid {
		return "", "", err
	}
	err = q.QueryRowContext(ctx, "SELECT hash, views FROM "+schema.String+"."+setView).Scan(&hash, &names)
	return hash, names, err
}

// dropStale drops the views of main that an earlier version installed and this one has not, or not there. Others' views stay.
func dropStale(ctx context.Context, tx *sql.Tx, at places) error {
	_, names, err := installedSet(ctx, tx)
	if err != nil {
		return err
	}
	for _, name := range append(strings.Fields(names), setView) {
		if at.views[name] && at.home(name) == "main" {
			continue
		}
		if _, err := tx.ExecContext(ctx, "DROP VIEW IF EXISTS main."+identifier(name)); err != nil {
			return err
		}
	}
	return nil
}

// viewSet is all that Install puts into a database.
type viewSet struct {
	views    []View
	comments []comment
	chinese  aliases
	stored   answers
	public   map[string]bool
	hash     string
}

func readSet() (set viewSet, err error) {
	if set.views, err = Views(); err != nil {
		return set, err
	}
	if set.comments, err = readComments(); err != nil {
		return set, err
	}
	if set.chinese, err = readAliases(); err != nil {
		return set, err
	}
	if set.stored, err = readAnswers(); err != nil {
		return set, err
	}
	if set.public, err = readPublic(); err != nil {
		return set, err
	}
	thin, err := statements.Text("answers/read")
	if err != nil {
		return set, err
	}
	released, err := releasedTexts()
	set.hash = set.sum(thin + released)
	return set, err
}

// sum returns the hash of the set, with the texts that views on stored answers and on releases are made of.
func (s viewSet) sum(thin string) string {
	h := sha256.New()
	for _, v := range s.views {
		fmt.Fprintf(h, "%s\x00%s\x00", v.Name, v.SQL)
	}
	for _, c := range s.comments {
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00", c.table, c.column, c.zh, c.en)
	}
	for _, a := range s.chinese {
		fmt.Fprintf(h, "%s\x00%s\x00%s\x00", a.view, a.column, a.name)
	}
	for _, a := range s.stored {
		fmt.Fprintf(h, "%s\x00%t\x00%s\x00%s\x00", a.view, a.isStored, a.again, a.order)
	}
	for _, name := range slices.Sorted(maps.Keys(s.public)) {
		fmt.Fprintf(h, "%s\x00", name)
	}
	fmt.Fprint(h, thin)
	return hex.EncodeToString(h.Sum(nil))
}
