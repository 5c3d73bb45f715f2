package synth

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// CorpusOptions say how large a folder of invented reports is and what it holds.
type CorpusOptions struct {
	Reports int
	Seed    uint64
	Formats []string // of Renderers, by Format or Name; all where empty
	Clean   bool     // without mutations
}

// Corpus writes invented reports into a folder, with reports.csv (whose each is) and cells.csv (what each prints; an
// empty value is a cell printed blank or as a placeholder). Only harmless mutations are used: the truth is what the
// documents say. The folder is made where it is missing; files of the same names are replaced.
func Corpus(dir string, o CorpusOptions) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write invented reports to %s: %w", dir, err)
		}
	}()
	source, err := New(o.Seed)
	if err != nil {
		return err
	}
	renderers := slices.DeleteFunc(Renderers(), func(r Renderer) bool {
		return len(o.Formats) > 0 && !slices.Contains(o.Formats, r.Format) && !slices.Contains(o.Formats, r.Name)
	})
	if len(renderers) == 0 {
		return fmt.Errorf("no renderer for the formats %s", strings.Join(o.Formats, ", "))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	l, err := newLedger(dir)
	if err != nil {
		return err
	}
	random := rand.New(rand.NewPCG(o.Seed, 3))
	for n := range o.Reports {
		if err := l.write(dir, n, source.sample(random), renderers[random.IntN(len(renderers))], random, o.Clean); err != nil {
			l.abandon()
			return err
		}
	}
	return l.close()
}

// sample invents a report of any size, most of them of departments, as in a real year.
func (s *Source) sample(random *rand.Rand) Report {
	size := Department
	switch n := random.IntN(20); {
	case n == 0:
		size = City
	case n < 5:
		size = County
	}
	return s.Report(Options{Size: size, Year: first + 1 + random.IntN(last-first-1)})
}

// ledger is the truth of a corpus being written.
type ledger struct {
	files          []*os.File
	reports, cells *csv.Writer
}

func newLedger(dir string) (*ledger, error) {
	l := &ledger{}
	for _, name := range []string{"reports.csv", "cells.csv"} {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			l.abandon()
			return nil, err
		}
		l.files = append(l.files, file)
	}
	l.reports, l.cells = csv.NewWriter(l.files[0]), csv.NewWriter(l.files[1])
	if err := l.reports.Write([]string{"file", "agency", "region_code", "year", "scope", "published", "source", "note"}); err != nil {
		return nil, err
	}
	return l, l.cells.Write([]string{"file", "code", "value"})
}

// write writes one document and its truth.
func (l *ledger) write(dir string, n int, r Report, renderer Renderer, random *rand.Rand, clean bool) error {
	m := Mutation{Name: "none"}
	if !clean {
		m = Messy(random, false)
	}
	d := r.Mutate(m, random)
	body, err := renderer.Render(d)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%06d.%s", n+1, renderer.Extension)
	if err := os.WriteFile(filepath.Join(dir, name), body, 0o644); err != nil {
		return err
	}
	for _, f := range d.Facts {
		if err := l.reports.Write([]string{name, f.Agency, f.RegionCode, strconv.Itoa(f.Year), string(f.Scope), "", "", renderer.Name + ": " + m.Name}); err != nil {
			return err
		}
		for _, code := range f.Codes() {
			value := ""
			if truth := f.Cells[code]; truth.State.HasValue() {
				value = truth.Value.String()
			}
			if err := l.cells.Write([]string{name, code, value}); err != nil {
				return err
			}
		}
	}
	return nil
}

// close flushes the files.
func (l *ledger) close() error {
	l.reports.Flush()
	l.cells.Flush()
	for _, err := range []error{l.reports.Error(), l.cells.Error()} {
		if err != nil {
			l.abandon()
			return err
		}
	}
	var first error
	for _, file := range l.files {
		if err := file.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// abandon closes the files after a failure, of which the caller tells.
func (l *ledger) abandon() {
	for _, file := range l.files {
		_ = file.Close()
	}
}
