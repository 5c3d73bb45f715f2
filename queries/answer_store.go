package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// Patience runs what can be run again, and runs it again where it is worth that, as load.MemoryBound does.
type Patience interface {
	Do(ctx context.Context, run func() error) error
}

// Once runs it once.
type Once struct{}

// Do runs it.
func (Once) Do(_ context.Context, run func() error) error { return run() }

// StoreAnswers stores the answers of answers.csv that are not stored as the tables are now, and returns how many. The views must be
// installed, the subtotals stored and the database open for writing, with nobody else writing meanwhile. Whoever publishes calls it
// before, and so does whoever reads views of a database that is being written: until then a view on a stored answer ends with an
// error. Where nothing lacks it writes nothing. Where it is ended in between, what it stored by then is stored.
func StoreAnswers(ctx context.Context, db *sql.DB) (stored int, err error) {
	return StoreAnswersPatiently(ctx, db, Once{})
}

// StoreAnswersPatiently is StoreAnswers for a database whose memory is bounded: each answer is made by itself in a run of patience.
func StoreAnswersPatiently(ctx context.Context, db *sql.DB, patience Patience) (stored int, err error) {
	defer fault.Wrap(&err, "store answers")
	list, err := readAnswers()
	if err != nil {
		return 0, err
	}
	views, err := Views()
	if err != nil {
		return 0, err
	}
	stored, _, err = list.store(ctx, db, below(views, list.names()), patience)
	return stored, err
}

// store stores the answers among some views that are lacking, and returns how many, and which years of them it made. With a view all that
// it reads must be among them.
func (l answers) store(ctx context.Context, db *sql.DB, views []View, patience Patience) (stored int, years span, err error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return 0, years, err
	}
	defer conn.Close()
	lacking, err := l.lacking(ctx, conn, views)
	if err != nil || len(lacking) == 0 {
		return 0, years, err
	}
	var plain bool
	if err := statements.One(ctx, conn.QueryContext, "subtotal/plain", nil, &plain); err != nil {
		return 0, years, err
	}
	if !plain {
		return 0, years, errors.New("the connection shows another reading than what is stored")
	}
	restore, err := compressQuickly(ctx, conn)
	if err != nil {
		return 0, years, err
	}
	defer func() { err = errors.Join(err, restore()) }()
	// A transaction for each stage: what one of them needs in memory, the others do not have to keep.
	s := l.stages(func(ctx context.Context, stage func(sqlfile.Executor) error) error {
		return patience.Do(ctx, func() error { return inTransaction(ctx, conn, stage) })
	})
	defer func() { err = errors.Join(err, s.clear(context.WithoutCancel(ctx))) }()
	years, err = s.store(ctx, conn, views, lacking)
	return len(lacking), years, outOfMemory(err)
}

func inTransaction(ctx context.Context, conn *sql.Conn, stage func(sqlfile.Executor) error) error {
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := stage(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// store makes the answers that are lacking, of the years of which what they stand on has changed since all of them were stored, and says
// of each that it is stored. It returns which years those are. Until all are there, nothing says what they stand on: where it ends in
// between, all years of those that lack then are made.
func (s *stages) store(ctx context.Context, conn *sql.Conn, views []View, lacking map[string]bool) (years span, err error) {
	isAll := len(lacking) == len(s.list.stored())
	if isAll {
		if years, err = s.moved(ctx, conn, views); err != nil {
			return years, err
		}
	}
	if !years.isNone {
		forget := "DROP TABLE IF EXISTS " + storedSchema + ".standing"
		if err := s.step(ctx, func(on sqlfile.Executor) error { _, err := on.ExecContext(ctx, forget); return err }); err != nil {
			return years, err
		}
		if err := s.lay(ctx, views, years, func(ctx context.Context, on sqlfile.Executor, a answerRow, v View) error {
			if !lacking[a.view] {
				return nil
			}
			return a.makeAgain(ctx, on, v, years)
		}); err != nil || !isAll {
			return years, err
		}
	}
	return years, s.step(ctx, func(on sqlfile.Executor) error {
		if years.isNone {
			names := slices.Sorted(maps.Keys(lacking))
			if _, err := statements.Exec(ctx, on, "answers/mark", strings.Join(names, " ")); err != nil {
				return err
			}
		}
		_, err := on.ExecContext(ctx, "CREATE OR REPLACE TABLE "+storedSchema+".standing AS FROM temp.standing")
		return err
	})
}

// compressQuickly leaves out the trial of ways of compressing that are never chosen for sorted answers, which is a fifth of the time of
// writing them. It returns what sets that back.
func compressQuickly(ctx context.Context, conn *sql.Conn) (restore func() error, err error) {
	var before string
	if err := statements.One(ctx, conn.QueryContext, "answers/compression", nil, &before); err != nil {
		return nil, err
	}
	set := func(ctx context.Context, disabled string) error {
		_, err := conn.ExecContext(ctx, "SET disabled_compression_methods = "+literal(disabled))
		return err
	}
	return func() error { return set(context.WithoutCancel(ctx), before) }, set(ctx, "fsst,dict_fsst,zstd,chimp,patas")
}

// lacking returns which answers among some views are not stored as the tables are now.
func (l answers) lacking(ctx context.Context, conn *sql.Conn, views []View) (map[string]bool, error) {
	lacking := map[string]bool{}
	for _, v := range views {
		if a, _ := l.find(v.Name); a.isStored {
			lacking[v.Name] = true
		}
	}
	err := statements.Each(ctx, conn.QueryContext, "answers/stored", func(scan sqlfile.Scan) error {
		var name string
		err := scan(&name)
		delete(lacking, name)
		return err
	})
	return lacking, err
}

// makeAgain makes an answer, or the rows of its last years in place of those that are there, and says that it is stored.
func (a answerRow) makeAgain(ctx context.Context, on sqlfile.Executor, v View, years span) error {
	name := storedSchema + "." + a.view
	rows := " FROM (" + v.query() + "\n)" + years.where(a) + " ORDER BY " + a.order
	// Made anew and not emptied, so that no text is bound twice and no deleted row is left behind.
	texts := []string{"CREATE OR REPLACE TABLE " + name + " AS" + rows}
	if _, isPart := years.first(a); isPart {
		texts = []string{"DELETE FROM " + name + years.where(a), "INSERT INTO " + name + rows}
	}
	for _, text := range texts {
		if _, err := on.ExecContext(ctx, text); err != nil {
			return err
		}
	}
	_, err := statements.Exec(ctx, on, "answers/mark", a.view)
	return err
}

// moved lays out what the stored answers stand on, and what that is now as temp.standing. It returns the years of which it is other than
// when they were stored, with all later ones.
func (s *stages) moved(ctx context.Context, conn *sql.Conn, views []View) (years span, err error) {
	text, err := statements.Text("answers/ground")
	if err != nil {
		return years, err
	}
	names := map[string]bool{}
	for _, name := range (View{SQL: text}).reads() {
		names[name] = true
	}
	if err := s.lay(ctx, below(views, names), span{}, nil); err != nil {
		return years, err
	}
	err = s.step(ctx, func(on sqlfile.Executor) error {
		for _, statement := range []string{
			"CREATE TEMP TABLE standing AS FROM (" + strings.TrimSuffix(strings.TrimSpace(text), ";") + ")",
			"CREATE TABLE IF NOT EXISTS " + storedSchema + ".standing AS FROM temp.standing LIMIT 0",
		} {
			if _, err := on.ExecContext(ctx, statement); err != nil {
				return fmt.Errorf("answers/ground: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return years, err
	}
	s.drops = append(s.drops, "DROP TABLE temp.standing")
	var isWhole bool
	var first sql.NullInt64
	err = statements.One(ctx, conn.QueryContext, "answers/moved", nil, &years.isNone, &isWhole, &first)
	years.isPart, years.year = !isWhole, int(first.Int64)
	return years, err
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
	tx, err := s.conn.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() //nolint:errcheck // what is temporary goes with it
	switch installed, _, err := installedSet(ctx, tx); {
	case err != nil:
		return 0, err
	case installed == set.hash:
		return set.stored.compare(ctx, tx, set.views)
	}
	// Another version stored them, so they are held against its own views.
	err = statements.Each(ctx, tx.QueryContext, "answers/stored", func(scan sqlfile.Scan) error {
		var name string
		if err := scan(&name); err != nil {
			return err
		}
		n, err := compareAnswer(ctx, tx, name, "FROM "+liveSchema+"."+identifier(name))
		differing += n
		return err
	})
	return differing, outOfMemory(err)
}

// compare computes the stored answers of a database that has these very views, and returns how many rows differ.
func (l answers) compare(ctx context.Context, tx *sql.Tx, views []View) (differing int64, err error) {
	s := l.stages(at(tx))
	err = s.lay(ctx, below(views, l.names()), span{}, func(ctx context.Context, _ sqlfile.Executor, a answerRow, v View) error {
		n, err := compareAnswer(ctx, tx, a.view, v.query())
		differing += n
		return err
	})
	if err != nil {
		return differing, outOfMemory(err)
	}
	return differing, s.clear(ctx)
}

func compareAnswer(ctx context.Context, tx *sql.Tx, name, query string) (differing int64, err error) {
	text, err := statements.Text("answers/differ")
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, strings.NewReplacer("{answer}", name, "{computed}", query).Replace(text)).Scan(&differing)
	return differing, err
}
