package main

import (
	"context"
	"embed"
	"fmt"
	"strings"

	"gongkai/internal/report"
	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/render"
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

func (a *app) showTotal(ctx context.Context, session *queries.Session, query string) error {
	ctx, cancel := context.WithTimeout(ctx, a.settings().SQL.Timeout)
	defer cancel()
	_, err := a.writeQuery(ctx, session, query, &totalRows{a: a, table: rows.NewTable(a.out, a.outTerminal)})
	return err
}

// totalRows prints totals with their columns named in the language chosen. A number is one cell with its bound, and what is known of
// who is due one with where that is known from.
type totalRows struct {
	a     *app
	table rows.Writer
	names []string       // all columns, in order
	at    map[string]int // where each is
	some  bool
}

// boundEnding ends the name of the column that says whether a number is a lower bound.
const boundEnding = "_bound"

// isShown reports whether a column stands in the table by itself.
func (t *totalRows) isShown(name string) bool {
	return name != "expected_from" && !strings.HasSuffix(name, boundEnding)
}

// Head names the columns in the language chosen.
func (t *totalRows) Head(columns []rows.Column) error {
	t.at = map[string]int{}
	var named []rows.Column
	for i, c := range columns {
		t.names = append(t.names, c.Name)
		t.at[c.Name] = i
		if t.isShown(c.Name) {
			c.Name = t.a.say.Text("demo.column." + c.Name)
			named = append(named, c)
		}
	}
	return t.table.Head(named)
}

// Row marks what is preferred with a star and lower bounds with ≥, and says the basis in words.
func (t *totalRows) Row(values []any) error {
	t.some = true
	basis, _ := values[t.at["basis"]].(string)
	from, _ := values[t.at["expected_from"]].(string)
	var shown []any
	for i, name := range t.names {
		if !t.isShown(name) {
			continue
		}
		v := values[i]
		switch name {
		case "preferred":
			if is, _ := v.(bool); is {
				v = "*"
			} else {
				v = ""
			}
		case "basis":
			v = t.a.say.Text("basis." + basis)
		case "expected", "missing":
			v = render.Due(v, basis, from)
		default:
			if at, ok := t.at[name+boundEnding]; ok {
				v = render.Bounded(v, values[at])
			}
		}
		shown = append(shown, v)
	}
	return t.table.Row(shown)
}

// Close draws the table, or says that there is no total.
func (t *totalRows) Close() error {
	if !t.some {
		t.a.printf("%s\n", t.a.say.Text("demo.no_total"))
		return nil
	}
	return t.table.Close()
}
