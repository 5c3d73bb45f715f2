package queries

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"gongkai/internal/sqlfile"
)

// stages lays views out, each after all that it reads: what answers.csv lists as tables, what stands on these as views, all of them
// temporary. A temporary name goes before that of a view, in a statement and in another temporary view. So each rule is planned on
// tables, one after another: at once, on views of views of views, planning them alone takes five times as long, and a million
// reports three times the memory.
type stages struct {
	list  answers
	step  step
	laid  map[string]bool
	drops []string // what takes away what is laid out, last of all first

	narrow map[string]bool // what is laid out as tables and no more than that; nil: all that is listed
}

// take makes a stored answer.
type take func(ctx context.Context, on sqlfile.Executor, a answerRow, v View) error

// step runs one stage on the connection that has what is laid out, and may run it again where it failed.
type step func(ctx context.Context, stage func(on sqlfile.Executor) error) error

// at runs every stage once, on a connection or in a transaction.
func at(on sqlfile.Executor) step {
	return func(_ context.Context, stage func(sqlfile.Executor) error) error { return stage(on) }
}

func (l answers) stages(step step) *stages {
	return &stages{list: l, step: step, laid: map[string]bool{}}
}

// lay goes through views, each behind all that it reads, and lays out what is not yet laid out. take makes each of the answers that are
// stored; without it they are laid out too. Where from is a year, those that answers.csv says so of are laid out from there on.
func (s *stages) lay(ctx context.Context, views []View, from span, take take) error {
	for _, v := range views {
		a, isListed := s.list.find(v.Name)
		isTable := isListed && (s.narrow == nil || s.narrow[v.Name])
		isTaken := a.isStored && take != nil
		if s.laid[v.Name] || !isTable && !v.readsAny(s.laid) {
			continue
		}
		kind, statement := "VIEW", v.as("CREATE TEMP VIEW "+v.Name)
		switch {
		case isTaken:
			statement = "CREATE TEMP VIEW " + v.Name + " AS FROM " + storedSchema + "." + v.Name
		case isTable:
			kind, statement = "TABLE", "CREATE TEMP TABLE "+v.Name+" AS FROM ("+v.query()+"\n)"+from.where(a)
		}
		err := s.step(ctx, func(on sqlfile.Executor) error {
			if isTaken {
				if err := take(ctx, on, a, v); err != nil {
					return err
				}
			}
			_, err := on.ExecContext(ctx, statement)
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", v.Name, err)
		}
		s.laid[v.Name] = true
		s.drops = append(s.drops, "DROP "+kind+" temp."+v.Name)
	}
	return nil
}

// clear takes away what was laid out.
func (s *stages) clear(ctx context.Context) error {
	slices.Reverse(s.drops)
	drops := s.drops
	s.laid, s.drops = map[string]bool{}, nil
	return s.step(ctx, func(on sqlfile.Executor) error {
		for _, drop := range drops {
			if _, err := on.ExecContext(ctx, drop); err != nil {
				return err
			}
		}
		return nil
	})
}

// span is which years of reports are made again: all, those from a year on, or none.
type span struct {
	isNone, isPart bool
	year           int
}

// first returns the first year of an answer that is made again; false where all are.
func (s span) first(a answerRow) (year int, isPart bool) {
	switch {
	case !s.isPart || a.again == againWhole:
		return 0, false
	case a.again == againBefore:
		return s.year - 1, true
	}
	return s.year, true
}

// where is the condition of those years, with a space before it.
func (s span) where(a answerRow) string {
	if year, isPart := s.first(a); isPart {
		return " WHERE year >= " + strconv.Itoa(year)
	}
	return ""
}
