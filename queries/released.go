package queries

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
	"gongkai/warehouse/release"
)

// A session that asks for a release looks first into schema released. What a release holds stands there as it was frozen: what has a
// statement in folder released, from tables of its own, and the rows of release.Relations; and beside them every view that is made of
// these. All that is not added up is read as it was known when the release was made, which SessionOptions.KnownBefore says.
const releasedSchema = "released"

// releasedUse is what becomes of a view in schema released.
type releasedUse int

const (
	releasedNot   releasedUse = iota // not there: nothing is added up
	releasedTable                    // frozen in tables of its own
	releasedRow                      // frozen as rows
	releasedAbove                    // stands on what is frozen
)

// releasedUses says what becomes of each view.
func releasedUses(views []View) map[string]releasedUse {
	uses := map[string]releasedUse{}
	for _, v := range views {
		switch {
		case slices.Contains(release.Tables(), v.Name):
			uses[v.Name] = releasedTable
		case slices.ContainsFunc(release.Relations(), func(r release.Relation) bool { return r.Name == v.Name }):
			uses[v.Name] = releasedRow
		case slices.ContainsFunc(v.reads(), func(name string) bool { return uses[name] != releasedNot }):
			uses[v.Name] = releasedAbove
		}
	}
	return uses
}

// createReleased fills schema released, which is there and empty, with views and their Chinese names. The views of schema main, or
// stand-ins of them, must be there: theirs are the columns.
func (s viewSet) createReleased(ctx context.Context, tx *sql.Tx, at places) error {
	uses := at.released
	texts := map[string]string{}
	for _, v := range s.views {
		text, err := releasedView(ctx, tx, v, at)
		if err != nil {
			return fmt.Errorf("released view %s: %w", v.Name, err)
		}
		if text != "" {
			texts[v.Name] = at.qualify(releasedSchema, text)
		}
	}
	// What is frozen may be read by what stands before it in the catalogue.
	var install func(name string) error
	install = func(name string) error {
		text, ok := texts[name]
		if !ok {
			return nil
		}
		delete(texts, name)
		for _, found := range releasedPattern.FindAllStringSubmatch(text, -1) {
			if err := install(found[1]); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("released view %s: %w", name, err)
		}
		return nil
	}
	for _, v := range s.views {
		if err := install(v.Name); err != nil {
			return err
		}
	}
	objects, err := listObjects(ctx, tx)
	if err != nil {
		return err
	}
	for _, a := range s.chinese.views(objects) {
		if uses[a.of] == releasedNot {
			continue
		}
		if _, err := tx.ExecContext(ctx, a.in(releasedSchema)); err != nil {
			return fmt.Errorf("released alias %s: %w", a.name, err)
		}
	}
	return nil
}

// releasedPattern finds the views of schema released that a statement reads.
var releasedPattern = regexp.MustCompile(`(?:FROM|JOIN)\s+` + releasedSchema + `\.([a-z_][a-z0-9_]*)`)

// releasedView returns the statement that makes a view of schema released, empty for one that does not stand there. What is frozen
// gets the types of the view of schema main, so that a query runs with a release as it does without.
func releasedView(ctx context.Context, tx *sql.Tx, v View, at places) (string, error) {
	home := at.home(v.Name)
	switch at.released[v.Name] {
	case releasedTable:
		return heldView(ctx, tx, home, v.Name, v.Name, func(c Column) string { return identifier(c.Name) })
	case releasedRow:
		return heldView(ctx, tx, home, v.Name, "row", func(c Column) string {
			text := "json_extract_string(content, " + literal(`$."`+c.Name+`"`) + ")"
			if c.Kind == "BIGINT" { // an earlier version froze it as a decimal, and CAST('1.5' AS BIGINT) is 2 without a word
				number := "CAST(" + text + " AS DECIMAL(38, 6))"
				text = "CASE WHEN " + number + " % 1 = 0 THEN " + number + " END"
			}
			return text + " AS " + identifier(c.Name)
		})
	case releasedAbove:
		return v.as("CREATE OR REPLACE VIEW " + releasedSchema + "." + v.Name), nil
	case releasedNot:
	}
	return "", nil
}

// heldView returns the statement of a view of what a statement of folder released finds, whose columns are written as from says.
func heldView(ctx context.Context, tx *sql.Tx, home, view, statement string, from func(Column) string) (string, error) {
	text, err := statements.Text("released/held")
	if err != nil {
		return "", err
	}
	frozen, err := statements.Text("released/" + statement)
	if err != nil {
		return "", err
	}
	columns, err := columnsOf(ctx, tx.QueryContext, home, view)
	if err != nil {
		return "", err
	}
	var read, shown []string
	for _, c := range columns {
		read = append(read, from(c))
		shown = append(shown, "CAST("+identifier(c.Name)+" AS "+c.Kind+") AS "+identifier(c.Name))
	}
	text = strings.NewReplacer("{frozen}", frozen, "{relation}", view, "{columns}", strings.Join(shown, ", ")).Replace(text)
	return strings.NewReplacer("{relation}", view, "{columns}", strings.Join(read, ", ")).Replace(text), nil
}

// releasedTexts are the statements that the views of schema released are made of.
func releasedTexts() (string, error) {
	var all []string
	for _, name := range append(release.Tables(), "row", "held") {
		text, err := statements.Text("released/" + name)
		if err != nil {
			return "", err
		}
		all = append(all, text)
	}
	for _, r := range release.Relations() {
		all = append(all, r.Name)
	}
	return strings.Join(all, "\x00"), nil
}

// setRelease begins the statement that says which release a session shows.
const setRelease = "SET VARIABLE release = "

// NoReleasedViews is the kind of a fault.Cause: the snapshot is of a version that could not show a release.
const NoReleasedViews = "usage.no_released_views"

// NotReleased is the kind of a fault.Cause: view. The session shows a release of an earlier version, which did not freeze it.
const NotReleased = "usage.not_released"

var notReleased = regexp.MustCompile(`not in a release: (\w+)`)

// refusedOfRelease turns the error of a view that a release does not hold into its cause.
func refusedOfRelease(err error) error {
	var engine *duckdb.Error
	if !errors.As(err, &engine) {
		return err
	}
	if found := notReleased.FindStringSubmatch(engine.Msg); found != nil {
		return fault.Because(fault.ErrUsage, NotReleased, "view", found[1])
	}
	return err
}

// IsNotReleased reports whether something was not answered since the release that the session shows does not hold it.
func IsNotReleased(err error) bool {
	var cause *fault.Cause
	return errors.As(err, &cause) && cause.Kind == NotReleased
}
