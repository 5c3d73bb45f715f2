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

// A session that asks for a release looks first into schema released. What a release holds stands there as it was frozen: the totals as
// region_indicator, the rows of release.Relations, and the views that are made of these alone. Every other view that adds up reports is
// refused there with the reason, since whatever it gave would be of today. All that is not added up is read as it was known when the
// release was made, which SessionOptions.KnownBefore says.
const releasedSchema = "released"

// frozenTotal is the view that a release holds as release_total, and memberView the one by which all that adds up reports can be told.
const (
	frozenTotal = "region_indicator"
	memberView  = "region_member"

	systemMemberView = "system_member" // as memberView, of vertical systems
)

// releasedUse is what becomes of a view in schema released.
type releasedUse int

const (
	releasedNot     releasedUse = iota // not there: nothing is added up
	releasedTotal                      // frozen as totals
	releasedRow                        // frozen as rows
	releasedAbove                      // stands on what is frozen, and on nothing that is refused
	releasedRefused                    // adds up reports otherwise
)

// releasedUses says what becomes of each view.
func releasedUses(views []View) map[string]releasedUse {
	uses := map[string]releasedUse{}
	held := release.Relations()
	for _, v := range views {
		above, refused := false, v.Name == memberView || v.Name == systemMemberView
		for _, name := range v.reads() {
			use := uses[name]
			refused = refused || use == releasedRefused
			above = above || use != releasedNot
		}
		switch {
		case v.Name == frozenTotal:
			uses[v.Name] = releasedTotal
		case slices.Contains(held, v.Name):
			uses[v.Name] = releasedRow
		case refused:
			uses[v.Name] = releasedRefused
		case above:
			uses[v.Name] = releasedAbove
		}
	}
	return uses
}

// createReleased fills schema released, which is there and empty, with views and their Chinese names. The views of schema main, or
// stand-ins of them, must be there: theirs are the columns.
func (s viewSet) createReleased(ctx context.Context, tx *sql.Tx) error {
	uses := releasedUses(s.views)
	for _, v := range s.views {
		text, err := releasedView(ctx, tx, v, uses[v.Name])
		if err != nil {
			return fmt.Errorf("released view %s: %w", v.Name, err)
		}
		if text == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("released view %s: %w", v.Name, err)
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

// releasedView returns the statement that makes a view of schema released, empty for one that does not stand there.
func releasedView(ctx context.Context, tx *sql.Tx, v View, use releasedUse) (string, error) {
	switch use {
	case releasedTotal:
		text, err := statements.Text("released/" + v.Name)
		if err != nil {
			return "", err
		}
		shared, err := expressions()
		if err != nil {
			return "", err
		}
		return shared.Replace(text), nil
	case releasedAbove:
		return v.as("CREATE OR REPLACE VIEW " + releasedSchema + "." + v.Name), nil
	case releasedRow:
		return fillReleased(ctx, tx, "released/row", v.Name, func(c Column) string {
			text := "json_extract_string(content, " + literal(`$."`+c.Name+`"`) + ")"
			return "CAST(" + text + " AS " + c.Kind + ") AS " + identifier(c.Name)
		})
	case releasedRefused:
		return fillReleased(ctx, tx, "released/refused", v.Name, func(c Column) string {
			return "CAST(content AS " + c.Kind + ") AS " + identifier(c.Name)
		})
	case releasedNot:
	}
	return "", nil
}

// fillReleased returns a statement with the name of a view and its columns filled in, each as show writes it.
func fillReleased(ctx context.Context, tx *sql.Tx, statement, view string, show func(Column) string) (string, error) {
	text, err := statements.Text(statement)
	if err != nil {
		return "", err
	}
	columns, err := columnsOf(ctx, tx, "main", view)
	if err != nil {
		return "", err
	}
	var shown []string
	for _, c := range columns {
		shown = append(shown, show(c))
	}
	return strings.NewReplacer("{relation}", view, "{columns}", strings.Join(shown, ", ")).Replace(text), nil
}

// releasedTexts are the statements that the views of schema released are made of.
func releasedTexts() (string, error) {
	var all []string
	for _, name := range []string{frozenTotal, "row", "refused"} {
		text, err := statements.Text("released/" + name)
		if err != nil {
			return "", err
		}
		all = append(all, text)
	}
	return strings.Join(append(all, release.Relations()...), "\x00"), nil
}

// setRelease begins the statement that says which release a session shows.
const setRelease = "SET VARIABLE release = "

// NoReleasedViews is the kind of a fault.Cause: the snapshot is of a version that could not show a release.
const NoReleasedViews = "usage.no_released_views"

// NotReleased is the kind of a fault.Cause: view. The session shows a release, which does not hold it.
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
