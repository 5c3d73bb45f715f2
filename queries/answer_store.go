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
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	lacking := map[string]bool{}
	for _, a := range list.stored() {
		var lacks bool
		if err := statements.One(ctx, conn.QueryContext, "answers/lacking", []any{a.view}, &lacks); err != nil {
			return 0, err
		}
		if lacks {
			lacking[a.view] = true
		}
	}
	if len(lacking) == 0 {
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
	err = list.compute(ctx, tx, views, lacking, func(a answerRow) error {
		kept := storedSchema + "." + a.view
		for _, statement := range []string{
			"DELETE FROM " + kept,
			"INSERT INTO " + kept + " FROM temp." + a.view + " ORDER BY " + a.order,
			"CREATE OR REPLACE TEMP VIEW " + a.view + " AS FROM " + kept, // what stands on it reads what is stored
		} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		_, err := statements.Exec(ctx, tx, "answers/mark", a.view)
		return err
	})
	if err != nil {
		return 0, outOfMemory(err)
	}
	return len(lacking), tx.Commit()
}

// compute makes each of some answers in turn as temporary view of its name, which take then reads. It is the text of the view, upon
// what answers.csv lays out before it, since a temporary name goes before that of a view, in a statement and in another temporary
// view. So the thirteen rules between reports are planned on tables, one after another: at once, on views of views of views,
// planning them alone takes five times as long, and a million reports three times the memory. What is temporary is dropped in the end.
func (l answers) compute(ctx context.Context, tx *sql.Tx, views []View, wanted map[string]bool, take func(answerRow) error) error {
	temporary := map[string]bool{}
	var drops []string
	for _, v := range below(views, wanted) {
		a, isListed := l.find(v.Name)
		kind := "VIEW"
		switch {
		case isListed && !a.isStored:
			kind = "TABLE"
		case !wanted[v.Name] && !v.readsAny(temporary):
			continue
		}
		if _, err := tx.ExecContext(ctx, v.as("CREATE TEMP "+kind+" "+v.Name)); err != nil {
			return fmt.Errorf("%s: %w", v.Name, err)
		}
		temporary[v.Name] = true
		drops = append(drops, "DROP "+kind+" temp."+v.Name)
		if wanted[v.Name] {
			if err := take(a); err != nil {
				return fmt.Errorf("%s: %w", v.Name, err)
			}
		}
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
	compare := func(a answerRow) error {
		var n int64
		err := tx.QueryRowContext(ctx, strings.ReplaceAll(text, "{answer}", a.view)).Scan(&n)
		differing += n
		return err
	}
	switch installed, _, err := installedSet(ctx, tx); {
	case err != nil:
		return 0, err
	case installed == set.hash:
		wanted := map[string]bool{}
		for _, a := range set.stored.stored() {
			wanted[a.view] = true
		}
		err := set.stored.compute(ctx, tx, set.views, wanted, compare)
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
		if _, err := tx.ExecContext(ctx, "CREATE TEMP VIEW "+identifier(name)+" AS FROM "+liveSchema+"."+identifier(name)); err != nil {
			return differing, err
		}
		if err := compare(answerRow{view: name}); err != nil {
			return differing, outOfMemory(err)
		}
	}
	return differing, nil
}
