package main

import (
	"context"
	"embed"
	"fmt"
	"slices"
	"strings"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/rows"
)

//go:embed sql/demo_*.sql
var demoSQL embed.FS

// showTotals prints the city and province totals of each subject.
func (a *app) showTotals(ctx context.Context, session *queries.Session) error {
	for _, subject := range report.Subjects() {
		text, err := sqlfile.New(demoSQL, "sql").Text("demo_" + string(subject))
		if err != nil {
			return err
		}
		for _, level := range []string{"city", "province"} {
			view := level + "_" + string(subject) // one of six constants: an identifier never comes from outside
			a.title("demo."+level, "subject", a.say.Text("subject."+string(subject)), "view", view)
			if err := a.showTotal(ctx, session, strings.ReplaceAll(text, "{view}", view)); err != nil {
				return fmt.Errorf("%s: %w", view, err)
			}
		}
	}
	a.printf("%s\n", a.say.Text("demo.legend"))
	return nil
}

// fixedColumns are the columns that lead every row: year, code, name, basis, preferred.
const fixedColumns = 5

func (a *app) showTotal(ctx context.Context, session *queries.Session, query string) error {
	ctx, cancel := context.WithTimeout(ctx, a.settings().SQL.Timeout)
	defer cancel()
	_, err := a.writeQuery(ctx, session, query, &totalRows{a: a, table: rows.NewTable(a.out, a.outTerminal)})
	return err
}

// totalRows prints totals with their columns named in the language chosen.
type totalRows struct {
	a       *app
	table   rows.Writer
	columns []rows.Column
	some    bool
}

// Head names the columns in the language chosen.
func (t *totalRows) Head(columns []rows.Column) error {
	t.columns = columns
	named := slices.Clone(columns)
	for i := range named {
		named[i].Name = t.a.say.Text("demo.column." + named[i].Name)
	}
	return t.table.Head(named)
}

// Row marks what is preferred with a star, and says the basis in words.
func (t *totalRows) Row(values []any) error {
	t.some = true
	for i, c := range t.columns[:min(fixedColumns, len(values))] {
		switch v := values[i].(type) {
		case bool:
			values[i] = ""
			if v {
				values[i] = "*"
			}
		case string:
			if c.Name == "basis" {
				values[i] = t.a.say.Text("basis." + v)
			}
		}
	}
	return t.table.Row(values)
}

// Close draws the table, or says that there is no total.
func (t *totalRows) Close() error {
	if !t.some {
		t.a.printf("%s\n", t.a.say.Text("demo.no_total"))
		return nil
	}
	return t.table.Close()
}
