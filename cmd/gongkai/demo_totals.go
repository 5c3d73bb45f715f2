package main

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"gongkai/internal/report"
	"gongkai/queries"
)

//go:embed sql/demo_*.sql
var demoSQL embed.FS

// showTotals prints the city and province totals of each subject.
func (a *app) showTotals(ctx context.Context, session *queries.Session) error {
	for _, subject := range report.Subjects() {
		text, err := demoSQL.ReadFile("sql/demo_" + string(subject) + ".sql")
		if err != nil {
			return err
		}
		for _, level := range []string{"city", "province"} {
			view := level + "_" + string(subject) // one of six constants: an identifier never comes from outside
			a.title("demo."+level, "subject", a.say.Text("subject."+string(subject)), "view", view)
			if err := a.showTotal(ctx, session, strings.ReplaceAll(string(text), "{view}", view)); err != nil {
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
	_, err := printQuery(ctx, session, query, &totalRows{a: a})
	return err
}

// totalRows prints totals with their columns named in the language chosen.
type totalRows struct {
	a     *app
	table tableRows
}

func (t *totalRows) head(columns []column) error {
	t.table = tableRows{w: t.a.out, terminal: t.a.outTerminal}
	if err := t.table.head(columns); err != nil {
		return err
	}
	for i, c := range columns {
		t.table.grid.Header[i] = t.a.say.Text("demo.column." + c.name)
	}
	return nil
}

func (t *totalRows) row(values []any) error {
	for i, c := range t.table.columns[:min(fixedColumns, len(values))] {
		switch v := values[i].(type) {
		case bool:
			values[i] = ""
			if v {
				values[i] = "*"
			}
		case string:
			if c.name == "basis" {
				values[i] = t.a.say.Text("basis." + v)
			}
		}
	}
	return t.table.row(values)
}

func (t *totalRows) close() error {
	if len(t.table.grid.Rows) == 0 {
		t.a.printf("%s\n", t.a.say.Text("demo.no_total"))
		return nil
	}
	return t.table.close()
}
