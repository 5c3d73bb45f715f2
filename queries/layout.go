package queries

import (
	"context"
	"database/sql"
	"errors"
	"regexp"
	"strings"

	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
)

// layout lays out for one connection what the views that it is asked for stand on, each once. A session of another reading finds nothing
// stored, and a page asks it ten questions: without it each of them plans a dozen views of views again, which takes a second.
//
// What reads the cells of all reports is not laid out but planned upon the rest: a question about one region reads those of that region.
// Where there is not enough memory for it, or the snapshot has the views of another version, nothing is laid out, and the views answer.
type layout struct {
	on      connection
	stages  *stages
	views   []View
	chinese aliases
	public  map[string]bool // what may be asked by its name; nil: all
}

// connection is one connection to a database.
type connection interface {
	sqlfile.Executor
	querier
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// newLayout returns what lays out on a connection to a database with the views of this version, nil where it has others.
func newLayout(ctx context.Context, on connection, publicOnly bool) (*layout, error) {
	set, err := readSet()
	if err != nil {
		return nil, err
	}
	if installed, _, err := installedSet(ctx, on); err != nil || installed != set.hash {
		return nil, err
	}
	var computes, releases, hasInternal bool
	if err := statements.One(ctx, on.QueryContext, "answers/computes", nil, &computes, &releases, &hasInternal); err != nil || !computes {
		return nil, err
	}
	s := set.stored.stages(at(on))
	s.narrow = set.stored.beside(set.views, "cell_value")
	l := &layout{on: on, stages: s, views: set.views, chinese: set.chinese}
	if publicOnly {
		l.public = set.public
	}
	return l, nil
}

// beside returns the answers, and what is laid out for them, that do not read a view.
func (l answers) beside(views []View, name string) map[string]bool {
	above, beside := map[string]bool{name: true}, map[string]bool{}
	for _, v := range views {
		if v.readsAny(above) {
			above[v.Name] = true
			continue
		}
		if _, isListed := l.find(v.Name); isListed {
			beside[v.Name] = true
		}
	}
	return beside
}

var (
	wordPattern  = regexp.MustCompile(`[\pL_][\pL\pN_]*`)
	aboutPattern = regexp.MustCompile(`(?i)^\s*(DESCRIBE|DESC|SHOW|EXPLAIN)\b`) // tells of views, not of what they answer
	listPattern  = regexp.MustCompile(`(?i)^\s*SHOW\b`)                         // lists what is laid out beside its view
)

// prepare lays out what a statement asks for. Words that only look like the name of a view do no harm.
func (l *layout) prepare(ctx context.Context, statement string) error {
	switch {
	case l == nil:
		return nil
	case listPattern.MatchString(statement):
		return l.clear(ctx)
	case aboutPattern.MatchString(statement):
		return nil
	}
	asked, named := map[string]bool{}, map[string]string{}
	for _, word := range wordPattern.FindAllString(statement, -1) {
		asked[strings.ToLower(word)] = true
	}
	for _, v := range l.views {
		if l.public != nil && !l.public[v.Name] {
			delete(asked, v.Name)
		}
		if name := l.chinese.view(v.Name); name != "" && asked[strings.ToLower(name)] {
			asked[v.Name], named[v.Name] = true, name
		}
	}
	err := l.stages.lay(ctx, below(l.views, asked), span{}, nil)
	for _, v := range l.views {
		if err != nil || named[v.Name] == "" || !l.stages.laid[v.Name] || l.stages.laid[named[v.Name]] {
			continue
		}
		err = l.name(ctx, v, named[v.Name])
	}
	if err == nil {
		return nil
	}
	// As many rows as a session may hold are no reason to refuse it what it can compute without holding them.
	if cleared := l.stages.clear(context.WithoutCancel(ctx)); cleared != nil {
		return errors.Join(err, cleared)
	}
	if err := outOfMemory(err); errors.Is(err, fault.ErrQueryTooLarge) {
		l.views = nil
		return nil
	}
	return err
}

// name makes the Chinese name of a view that is laid out.
func (l *layout) name(ctx context.Context, v View, name string) error {
	columns, err := columnsOf(ctx, l.on.QueryContext, "temp", v.Name)
	if err != nil {
		return err
	}
	a := aliasView{name: name, of: v.Name}
	for _, c := range columns {
		a.shown = append(a.shown, [2]string{l.chinese.column(v.Name, c.Name), c.Name})
	}
	if _, err := l.on.ExecContext(ctx, a.as("CREATE TEMP VIEW "+identifier(name), "temp."+identifier(v.Name))); err != nil {
		return err
	}
	l.stages.laid[name] = true
	l.stages.drops = append(l.stages.drops, "DROP VIEW temp."+identifier(name))
	return nil
}

// clear takes away what is laid out, before the connection shows another reading.
func (l *layout) clear(ctx context.Context) error {
	if l == nil {
		return nil
	}
	return l.stages.clear(ctx)
}
