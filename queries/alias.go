package queries

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"gongkai/config/table"
)

// alias is one line of aliases.csv: the Chinese name of a view, or of a column. A line without a view is for every view that
// has the column and no line of its own for it. A view without a line has no alias; a column without one keeps its name.
type alias struct{ view, column, name string }

// aliases are all lines of aliases.csv.
type aliases []alias

func readAliases() (aliases, error) {
	rows, err := table.Read(files, "aliases.csv", "table", "column", "alias")
	if err != nil {
		return nil, err
	}
	var list aliases
	for _, row := range rows {
		if row[2] == "" {
			return nil, fmt.Errorf("aliases.csv: %s %s has no alias", row[0], row[1])
		}
		list = append(list, alias{row[0], row[1], row[2]})
	}
	return list, nil
}

// view returns the alias of a view, empty where it has none.
func (a aliases) view(name string) string {
	for _, l := range a {
		if l.view == name && l.column == "" {
			return l.name
		}
	}
	return ""
}

// column returns the alias of a column of a view, and its own name where it has none.
func (a aliases) column(view, name string) string {
	shared := name
	for _, l := range a {
		switch {
		case l.column != name:
		case l.view == view:
			return l.name
		case l.view == "":
			shared = l.name
		}
	}
	return shared
}

// aliasView is the view that shows another under Chinese names.
type aliasView struct {
	name, of string
	shown    [][2]string // alias and column, in the order of the view
}

// views builds the alias views of a database whose views are installed.
func (a aliases) views(objects []object) []aliasView {
	var list []aliasView
	for _, o := range objects {
		name := a.view(o.table)
		switch {
		case name == "":
		case o.column == "":
			list = append(list, aliasView{name: name, of: o.table})
		default:
			v := &list[len(list)-1]
			v.shown = append(v.shown, [2]string{a.column(o.table, o.column), o.column})
		}
	}
	return list
}

// in returns the statement that makes the alias view in a schema, of the view that stands there.
func (v aliasView) in(schema string) string {
	return v.as("CREATE OR REPLACE VIEW "+schema+"."+identifier(v.name), schema+"."+identifier(v.of))
}

// as returns the statement with another beginning and another name of the view that it shows.
func (v aliasView) as(create, of string) string {
	var columns []string
	for _, s := range v.shown {
		columns = append(columns, identifier(s[1])+" AS "+identifier(s[0]))
	}
	return create + " AS SELECT " + strings.Join(columns, ", ") + " FROM " + of
}

// create makes the alias views, each with the comment of the view that it shows, and returns their names. Of a view that is also in
// schema live, its alias is there too, so that whoever looks there first finds no stored answer behind a Chinese name. Their columns
// have no comments: each would bind the whole view once more, 500 times, which doubled the time of the first ingest.
func (a aliases) create(ctx context.Context, tx *sql.Tx, at places, comments []comment) ([]string, error) {
	objects, err := listObjects(ctx, tx)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, v := range a.views(objects) {
		names = append(names, v.name)
		statements := []string{v.in("main")}
		if at.live[v.of] {
			statements = append(statements, v.in(liveSchema))
		}
		if c, ok := find(comments, object{table: v.of}); ok {
			statements = append(statements, object{schema: "main", table: v.name, isView: true}.statement(c.text()))
		}
		for _, statement := range statements {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return nil, fmt.Errorf("alias %s: %w", v.name, err)
			}
		}
	}
	return names, nil
}
