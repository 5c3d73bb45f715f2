// Package nation invents a nation of bodies that report over the years, so that totals, coverage and what stands between
// reports can be held against a truth that is known.
//
// The invariant: the truth is reckoned here, in Go, and never by the views that it is to judge; a document and its place depend on
// the options alone. Every document is a report of package synth in the dialect of one renderer of package render; what a body's
// system and its people do to it are mutations of package mutate. What is frequent and what is rare stands in bodies.csv and shares.csv.
//
//	n, err := nation.New(nation.Options{Reports: 1000, Years: [2]int{2022, 2024}, Seed: 1, Errors: 0.05})
//	summary, err := n.Write(ctx, dir, func(done int) {})
package nation

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"

	"gongkai/config/forms"
	"gongkai/internal/fault"
	"gongkai/synth"
	"gongkai/synth/render"
)

// Options say how large an invented nation is and what happened in it.
type Options struct {
	Reports int    // agencies times years; a few are missing, a few published twice
	Years   [2]int // first and last
	Seed    uint64
	Formats []string // of render.All, by Format or Name; all where empty
	Errors  float64  // share of the reports with an injected error, from 0 to 1
}

// Nation is an invented nation over the real divisions: governments whose area reports add up what is below them, their
// offices and departments, towns, zones and bodies of vertical systems, with some years of reports each. Most departments
// report next to nothing and a few very much; what a body carries out of a year it carries into the next, and stocks follow.
//
// The truth of each document is kept: what it prints, what was wrong in it on purpose, and what the totals of every region
// are, published and built from below, reckoned here in Go and not by the views that they are to be held against.
type Nation struct {
	options Options
	source  *synth.Source
	posts   []post
	shares  shares
	systems []render.Renderer
	root    *node
	bodies  int
}

// Summary counts what a nation has. Documents are the files, which are more than the reports where some are re-issued and
// fewer where some are missing.
type Summary struct {
	Regions   int            `json:"regions"`
	Bodies    int            `json:"bodies"`
	Years     [2]int         `json:"years"`
	Documents int            `json:"documents"`
	Missing   int            `json:"missing"`
	Late      int            `json:"late"`
	Reissued  int            `json:"reissued"`
	Faulty    int            `json:"faulty"`
	Cells     int            `json:"cells"`
	Formats   map[string]int `json:"formats"`
}

// OptionError is an option that cannot be met. It wraps fault.ErrUsage.
type OptionError struct {
	Option string // years, reports, errors, formats or out
	Value  string
	Limit  string // what it may be; empty for a year without a form
}

func (e OptionError) Error() string {
	return fmt.Sprintf("%s %s: may be %s", e.Option, e.Value, e.Limit)
}

func (OptionError) Unwrap() error { return fault.ErrUsage }

// New plans a nation: which regions and bodies report. It fails with an OptionError where one cannot be met.
func New(o Options) (_ *Nation, err error) {
	defer fault.Wrap(&err, "plan an invented nation")
	n := &Nation{options: o}
	years := o.Years[1] - o.Years[0] + 1
	switch {
	case years < 1:
		return nil, OptionError{"years", fmt.Sprintf("%d-%d", o.Years[0], o.Years[1]), ""}
	case o.Reports < years:
		return nil, OptionError{"reports", fmt.Sprint(o.Reports), fmt.Sprintf("%d…", years)}
	case !(o.Errors >= 0 && o.Errors <= 1):
		return nil, OptionError{"errors", fmt.Sprint(o.Errors), "0…1"}
	}
	if n.source, err = synth.New(o.Seed); err != nil {
		return nil, err
	}
	for year := o.Years[0]; year <= o.Years[1]; year++ {
		if n.form(year) == nil {
			return nil, OptionError{"years", fmt.Sprint(year), ""}
		}
	}
	if n.posts, err = loadPosts(); err != nil {
		return nil, err
	}
	if n.shares, err = loadShares(); err != nil {
		return nil, err
	}
	if n.systems, err = renderersOf(o.Formats); err != nil {
		return nil, err
	}
	return n, n.plan(o.Reports / years)
}

// form returns the form of a year, nil where there is none.
func (n *Nation) form(year int) *forms.Form {
	var found *forms.Form
	for _, f := range n.source.Forms.Forms {
		if f.ValidFrom <= year && (f.ValidTo == 0 || year <= f.ValidTo) {
			found = f
		}
	}
	return found
}

// Count goes through the nation without making a document.
func (n *Nation) Count(ctx context.Context) (Summary, error) {
	return n.each(ctx, func(*issue) error { return nil }, func(regionTotal) error { return nil })
}

// Write writes the documents into dir/reports, a folder a province and one a city in it, and the truth into dir/truth:
// reports.csv (a row a document), errors.csv (what is wrong in them), cells.csv.gz (what each prints; an empty value is
// printed blank or as a placeholder) and totals.csv.gz (what each region adds up to). The folder must be new or empty.
// progress is called after every document with how many there are, from one goroutine.
func (n *Nation) Write(ctx context.Context, dir string, progress func(done int)) (_ Summary, err error) {
	defer fault.Wrap(&err, "write an invented nation to %s", dir)
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return Summary{}, OptionError{"out", dir, ""}
	}
	l, err := newLedger(filepath.Join(dir, "truth"))
	if err != nil {
		return Summary{}, err
	}
	defer l.abandon()
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	done := 0
	summary, err := n.each(ctx, func(i *issue) error {
		work.Go(func() error { return i.write(filepath.Join(dir, "reports")) })
		done++
		progress(done)
		return l.issue(i)
	}, l.total)
	if waited := work.Wait(); waited != nil {
		err = waited // the first cause; the walk saw only that the context ended
	}
	if err != nil {
		return Summary{}, err
	}
	return summary, l.close()
}

// write renders the document and writes its file.
func (i *issue) write(dir string) error {
	body, err := i.look.Render(i.document)
	if err != nil {
		return fmt.Errorf("%s: %w", i.path, err)
	}
	path := filepath.Join(dir, filepath.FromSlash(i.path))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, body, 0o666)
}
