package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// StoreAnswers stores the answers of answers.csv that are not stored as the tables are now, in one transaction, and returns how many.
// The views must be installed, the subtotals stored and the database open for writing, with nobody else writing meanwhile. Whoever
// publishes calls it before, and so does whoever reads views of a database that is being written: until then a view on a stored
// answer ends with an error. Where nothing lacks it writes nothing.
func StoreAnswers(ctx context.Context, db *sql.DB) (stored int, err error) {
	defer fault.Wrap(&err, "store answers")
	list, err := readAnswers()
	if err != nil {
		return 0, err
	}
	views, err := Views()
	if err != nil {
		return 0, err
	}
	return list.store(ctx, db, below(views, list.names()))
}

// store stores the answers among some views that are lacking. With a view all that it reads must be among them.
func (l answers) store(ctx context.Context, db *sql.DB, views []View) (stored int, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	lacking := map[string]bool{}
	for _, a := range l.stored() {
		var lacks bool
		if err := statements.One(ctx, conn.QueryContext, "answers/lacking", []any{a.view}, &lacks); err != nil {
			return 0, err
		}
		if lacks {
			lacking[a.view] = true
		}
	}
	if !slices.ContainsFunc(views, func(v View) bool { return lacking[v.Name] }) {
		return 0, nil
	}
	var plain bool
	if err := statements.One(ctx, conn.QueryContext, "subtotal/plain", nil, &plain); err != nil {
		return 0, err
	}
	if !plain {
		return 0, errors.New("the connection shows another reading than what is stored")
	}
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	err = l.compute(ctx, tx, views, func(a answerRow, v View) error {
		if !lacking[a.view] {
			return nil
		}
		stored++
		text := "CREATE OR REPLACE TABLE " + storedSchema + "." + a.view + " AS FROM (" + v.query() + "\n) ORDER BY " + a.order
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return err
		}
		_, err := statements.Exec(ctx, tx, "answers/mark", a.view)
		return err
	})
	if err != nil {
		return 0, outOfMemory(err)
	}
	return stored, tx.Commit()
}

// compute goes through views, each after all that it reads, and has take make each of the answers among them. It is the text of the
// view, upon what answers.csv lays out before it and the answers that are stored by then, since a temporary name goes before that of
// a view, in a statement and in another temporary view. So each rule is planned on tables, one after another: at once, on views of
// views of views, planning them alone takes five times as long, and a million reports three times the memory. What is temporary is
// dropped in the end.
func (l answers) compute(ctx context.Context, tx *sql.Tx, views []View, take func(answerRow, View) error) error {
	temporary := map[string]bool{}
	var drops []string
	for _, v := range views {
		a, isListed := l.find(v.Name)
		kind, statement := "VIEW", ""
		switch {
		case a.isStored:
			if err := take(a, v); err != nil {
				return fmt.Errorf("%s: %w", v.Name, err)
			}
			statement = "CREATE TEMP VIEW " + v.Name + " AS FROM " + storedSchema + "." + v.Name
		case isListed:
			kind = "TABLE"
			statement = v.as("CREATE TEMP TABLE " + v.Name)
		case v.readsAny(temporary):
			statement = v.as("CREATE TEMP VIEW " + v.Name)
		default:
			continue
		}
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", v.Name, err)
		}
		temporary[v.Name] = true
		drops = append(drops, "DROP "+kind+" temp."+v.Name)
	}
	slices.Reverse(drops)
	for _, drop := range drops {
		if _, err := tx.ExecContext(ctx, drop); err != nil {
			return err
		}
	}
	return nil
}

// below returns the views with some names and all that they read, in the order of the catalogue.
func below(views []View, names map[string]bool) (out []View) {
	needed := map[string]bool{}
	for i := len(views) - 1; i >= 0; i-- {
		v := views[i]
		if !names[v.Name] && !needed[v.Name] {
			continue
		}
		for _, name := range v.reads() {
			needed[name] = true
		}
		out = append(out, v)
	}
	slices.Reverse(out)
	return out
}

// CompareAnswers computes all stored answers of a snapshot again and returns how many rows differ, one that is lacking or too many
// among them: 0 unless something else wrote to the file. The session must show the plain state.
func (s *Session) CompareAnswers(ctx context.Context) (differing int64, err error) {
	defer fault.Wrap(&err, "compare stored answers")
	set, err := readSet()
	if err != nil {
		return 0, err
	}
	text, err := statements.Text("answers/differ")
	if err != nil {
		return 0, err
	}
	tx, err := s.conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // what is temporary goes with it
	compare := func(name, query string) error {
		var n int64
		err := tx.QueryRowContext(ctx, strings.NewReplacer("{answer}", name, "{computed}", query).Replace(text)).Scan(&n)
		differing += n
		return err
	}
	switch installed, _, err := installedSet(ctx, tx); {
	case err != nil:
		return 0, err
	case installed == set.hash:
		take := func(a answerRow, v View) error { return compare(a.view, v.query()) }
		err := set.stored.compute(ctx, tx, below(set.views, set.stored.names()), take)
		return differing, outOfMemory(err)
	}
	// Another version stored them, so they are held against its own views.
	var names []string
	if err := statements.Each(ctx, tx.QueryContext, "answers/stored", func(scan sqlfile.Scan) error {
		names = append(names, "")
		return scan(&names[len(names)-1])
	}); err != nil {
		return 0, err
	}
	for _, name := range names {
		if err := compare(name, "FROM "+liveSchema+"."+identifier(name)); err != nil {
			return differing, outOfMemory(err)
		}
	}
	return differing, nil
}
