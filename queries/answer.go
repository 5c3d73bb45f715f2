package queries

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gongkai/config/table"
)

// What is asked often and dear to compute is stored when a snapshot is published. answers.csv lists it: the view of a stored answer
// stands in schema live; in its place schema main, or internal, has a thin view on a table of schema stored, which StoreAnswers fills by
// the view of live. A session that shows anything but the plain state looks into live first, so no view has to branch.
const (
	liveSchema   = "live"
	storedSchema = "stored"
)

// answerRow is one line of answers.csv.
type answerRow struct {
	view     string
	isStored bool // else it is laid out while others are stored, so that each of these is planned and computed upon it
	again    again
	order    string // of the rows stored, as in ORDER BY
}

// again says which rows are made again where what the answers stand on changed from a year on.
type again string

const (
	againWhole   again = ""        // all
	againChanged again = "changed" // those of that year and later ones
	againBefore  again = "before"  // those of the year before it too
)

// answers are all lines of answers.csv.
type answers []answerRow

func readAnswers() (answers, error) {
	rows, err := table.Read(files, "answers.csv", "view", "use", "again", "order")
	if err != nil {
		return nil, err
	}
	var list answers
	for _, row := range rows {
		a := answerRow{view: row[0], isStored: row[1] == "stored", again: again(row[2]), order: row[3]}
		if a.isStored != (a.order != "") || !a.isStored && row[1] != "laid" {
			return nil, fmt.Errorf("answers.csv: %s is neither stored in an order nor laid out", a.view)
		}
		if !slices.Contains([]again{againWhole, againChanged, againBefore}, a.again) {
			return nil, fmt.Errorf("answers.csv: %s is made again from %q", a.view, a.again)
		}
		list = append(list, a)
	}
	return list, nil
}

func (l answers) stored() (kept answers) {
	for _, a := range l {
		if a.isStored {
			kept = append(kept, a)
		}
	}
	return kept
}

// names returns the views of the answers that are kept.
func (l answers) names() map[string]bool {
	names := map[string]bool{}
	for _, a := range l.stored() {
		names[a.view] = true
	}
	return names
}

func (l answers) find(view string) (answerRow, bool) {
	for _, a := range l {
		if a.view == view {
			return a, true
		}
	}
	return answerRow{}, false
}

// readPattern finds what a view reads. A word of a comment that is taken for one does no harm.
var readPattern = regexp.MustCompile(`\b(?:FROM|JOIN)\s+([a-z_][a-z0-9_]*)`)

// reads returns what stands behind FROM and JOIN in a view, names of its own WITH among them.
func (v View) reads() (names []string) {
	for _, found := range readPattern.FindAllStringSubmatch(v.SQL, -1) {
		names = append(names, found[1])
	}
	return names
}

// readsAny reports whether a view reads any of some names.
func (v View) readsAny(names map[string]bool) bool {
	for _, name := range v.reads() {
		if names[name] {
			return true
		}
	}
	return false
}

func (v View) query() string {
	_, query, _ := strings.Cut(v.SQL, "CREATE OR REPLACE VIEW "+v.Name+" AS")
	return strings.TrimSuffix(strings.TrimSpace(query), ";")
}

// as returns the statement of a view with another beginning than CREATE OR REPLACE VIEW and its name.
func (v View) as(create string) string {
	return strings.Replace(v.SQL, "CREATE OR REPLACE VIEW "+v.Name+" AS", create+" AS", 1)
}

// placedView is a view in a schema.
type placedView struct {
	schema string
	View
	isThin bool // reads the table of a stored answer, whose columns are those of the view of live
}

func (p placedView) name() string { return p.schema + "." + identifier(p.Name) }

// thin makes the table of a stored answer and turns its view into the one that reads it.
func (p *placedView) thin(ctx context.Context, tx *sql.Tx, at places) error {
	columns, err := columnsOf(ctx, tx.QueryContext, liveSchema, p.Name)
	if err != nil {
		return err
	}
	create := "CREATE TABLE " + storedSchema + "." + p.Name + " AS FROM " + liveSchema + "." + p.Name + " LIMIT 0"
	if _, err := tx.ExecContext(ctx, create); err != nil {
		return err
	}
	text, err := statements.Text("answers/read")
	if err != nil {
		return err
	}
	var names []string
	for _, c := range columns {
		names = append(names, identifier(c.Name))
	}
	text = strings.NewReplacer("{schema}", p.schema, "{answer}", p.Name, "{columns}", strings.Join(names, ", ")).Replace(text)
	p.SQL = at.qualify(p.schema, text)
	return nil
}

// emptySchemas makes the schemas of what is not public, of the stored answers and of releases anew: what is in them belongs to the views
// of before.
func emptySchemas(ctx context.Context, tx *sql.Tx) error {
	for _, schema := range []string{internalSchema, liveSchema, storedSchema, releasedSchema} {
		if _, err := tx.ExecContext(ctx, "DROP SCHEMA IF EXISTS "+schema+" CASCADE"); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "CREATE SCHEMA "+schema); err != nil {
			return err
		}
	}
	return nil
}
