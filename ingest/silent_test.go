package ingest_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/synth"
	"gongkai/synth/mutate"
	"gongkai/synth/render"
)

var (
	// keep names a folder for the documents with silent errors.
	keep = flag.String("keep", "", "folder for documents with a silent error")
	// more multiplies the documents, to look for rare errors.
	more = flag.Int("more", 1, "try so many times the documents")
	only = flag.String("only", "", "try only renderers whose name begins so")
)

// tally counts what became of the cells of documents.
type tally struct {
	documents, rejected               int
	cells, right, abstained, misstate int // cells that the documents print
	flagged, silent                   int // wrong values
}

func (t *tally) add(o tally) {
	t.documents += o.documents
	t.rejected += o.rejected
	t.cells += o.cells
	t.right += o.right
	t.abstained += o.abstained
	t.misstate += o.misstate
	t.flagged += o.flagged
	t.silent += o.silent
}

func (t tally) String() string {
	share := func(n int) float64 { return 100 * float64(n) / float64(max(t.cells, 1)) }
	return fmt.Sprintf("%5d documents (%d rejected)  %7d cells  right %6.2f%%  abstained %6.2f%% (%d printed numbers read as blank)  flagged %6.2f%%  silent %d",
		t.documents, t.rejected, t.cells, share(t.right), share(t.abstained), t.misstate, share(t.flagged), t.silent)
}

// wrong is a cell whose value is wrong without a finding that says so.
type wrong struct{ code, read, truth string }

func (w wrong) String() string { return fmt.Sprintf("%s read %s, truth %s", w.code, w.read, w.truth) }

// judge compares what was read with the facts. Each report is held against the facts of the year that it claims.
func judge(facts []synth.Facts, results []ingest.Result) (tally, []wrong) {
	var count tally
	var all []wrong
	count.documents = 1
	var reports []report.Report
	for _, r := range results {
		if r.Err != nil {
			count.rejected = 1
		}
		reports = append(reports, r.Reports...)
	}
	seen := make([]map[string]bool, len(facts))
	for i := range facts {
		seen[i] = map[string]bool{}
		count.cells += len(facts[i].Cells)
	}
	for _, r := range reports {
		which := factsOf(facts, r)
		if which < 0 {
			bad := judgeUnsettled(facts, r)
			count.silent += len(bad)
			all = append(all, bad...)
			continue
		}
		one, bad := judgeReport(facts[which], r, seen[which])
		count.add(one)
		all = append(all, bad...)
	}
	for i, f := range facts {
		for _, code := range f.Codes() {
			if !seen[i][code] {
				count.abstained++
			}
		}
	}
	return count, all
}

// factsOf returns which of the reports that a document has one read claims to be: that of its body and year, else the only one of its
// year; -1 for none.
func factsOf(facts []synth.Facts, r report.Report) int {
	if len(facts) == 1 {
		return 0
	}
	which := -1
	for i, f := range facts {
		switch {
		case r.Year != f.Year:
		case r.Agency == f.Agency:
			return i
		case which >= 0:
			return -1
		default:
			which = i
		}
	}
	return which
}

// judgeUnsettled holds a report that claims no body and year that the document has against all of them: what it reads must stand
// somewhere. One that claims another body or year is wrong in every number.
func judgeUnsettled(facts []synth.Facts, r report.Report) (all []wrong) {
	claims := r.Year != 0 && (r.Agency != "" || !slices.ContainsFunc(facts, func(f synth.Facts) bool { return f.Year == r.Year }))
	for _, c := range r.Cells {
		known := false
		for _, f := range facts {
			truth := f.Cells[c.Code]
			known = known || truth.State.HasValue() && truth.Value == c.Value
		}
		if c.State.HasValue() && (!known || claims) {
			all = append(all, wrong{c.Code, c.Value.String(), fmt.Sprintf("in no report; the report claims %s and the year %d", r.Agency, r.Year)})
		}
	}
	return all
}

func judgeReport(f synth.Facts, r report.Report, seen map[string]bool) (count tally, all []wrong) {
	named := map[string]bool{}
	for _, finding := range r.Findings {
		if finding.IsOpenError() {
			for _, code := range finding.Cells {
				named[code] = true
			}
		}
	}
	if r.Year != 0 && r.Year != f.Year || r.RegionCode != "" && r.RegionCode != f.RegionCode || r.Agency != "" && r.Agency != f.Agency {
		count.silent++
		all = append(all, wrong{"identity", fmt.Sprint(r.Agency, r.RegionCode, r.Year), fmt.Sprint(f.Agency, f.RegionCode, f.Year)})
	}
	if r.Year != 0 && f.PartOfYear != r.PartOfYear {
		count.silent++
		all = append(all, wrong{"period", fmt.Sprint("part of the year ", r.PartOfYear), fmt.Sprint(f.PartOfYear)})
	}
	if scope := r.Scope(); f.Scope == synth.ScopeNot && scope != report.ScopeUnknown && scope != report.ScopeSystem || f.Scope == report.ScopeOwn && scope == report.ScopeArea {
		count.silent++
		all = append(all, wrong{"scope", string(scope), string(f.Scope)})
	}
	for _, c := range r.Cells {
		truth, printed := f.Cells[c.Code]
		again := seen[c.Code]
		if printed {
			seen[c.Code] = true
		}
		valued := truth.State.HasValue()
		right := printed && (c.State.HasValue() && valued && c.Value == truth.Value || c.State == truth.State && !valued)
		switch {
		case right:
			if !again {
				count.right++
			}
		case c.State.HasValue() && named[c.Code]:
			count.flagged++
		case c.State.HasValue():
			count.silent++
			all = append(all, wrong{c.Code, c.Value.String(), fmt.Sprint(truth.State, " ", truth.Value)})
		case printed && !again:
			count.abstained++
			if c.State == report.Blank || c.State == report.Placeholder {
				count.misstate++
			}
		}
	}
	return count, all
}

// forms are what a mutation is tried on.
func forms() []string { return []string{"2021", "2019", synth.Hybrid} }

// trial is one document to try.
type trial struct {
	renderer render.Renderer
	mutation string
	seed     uint64
	document *synth.Document
}

// trials are the documents of one renderer: every mutation on reports of several sizes and forms, and mixtures.
func trials(t *testing.T, renderer render.Renderer, rounds, mixtures int) []trial {
	t.Helper()
	var out []trial
	source, err := synth.New(1)
	if err != nil {
		t.Fatal(err)
	}
	add := func(m mutate.Mutation, seed uint64, o synth.Options) {
		r := source.Again(seed).Report(o)
		out = append(out, trial{renderer, m.Name, seed, m.Of(&r, rand.New(rand.NewPCG(seed, 1)))})
	}
	// Formats begin at different sizes and forms, so that together they try each mutation on all of them.
	base := hash(renderer.Name)
	seed := base << 16
	// 4837 printed twice without anything between is 48374837 on the page, and nothing in table 二 adds up.
	beyondProof := func(m mutate.Mutation) bool {
		return renderer.Name == "text/glued" && strings.Contains(m.Name, "disclosure_value_doubled")
	}
	for n, m := range mutate.All() {
		if beyondProof(m) {
			continue
		}
		for round := range rounds {
			seed++
			o := synth.Options{Form: forms()[(n+round+int(base))%3], Size: synth.Sizes()[(n+round+int(base))%4]}
			if m.Harmful {
				o.Size = []synth.Size{synth.Dense, synth.City, synth.Dense, synth.Department}[(n+round+int(base))%4]
			}
			add(m, seed, o)
		}
	}
	for n := range mixtures {
		seed++
		random := rand.New(rand.NewPCG(seed, 2))
		m := mutate.Messy(random, n%2 == 1)
		for beyondProof(m) {
			m = mutate.Messy(random, true)
		}
		add(m, seed, synth.Options{Form: forms()[n%3], Size: synth.Sizes()[random.IntN(4)]})
	}
	return out
}

func hash(s string) uint64 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return uint64(h.Sum32())
}

// TestNoSilentError renders invented reports into every format with every mutation and holds what is read against the
// truth: a value that differs must be named by a finding of severity error.
func TestNoSilentError(t *testing.T) {
	extractor, err := ingest.New(ingest.Options{CacheDir: filepath.Join(os.TempDir(), "gongkai-test-cache")})
	if err != nil {
		t.Fatal(err)
	}
	defer extractor.Close()
	dir := t.TempDir()
	byFormat, byFault := map[string]*tally{}, map[string]*tally{}
	examples := map[string]string{}
	documents := 0
	for _, renderer := range render.All() {
		count := &tally{}
		byFormat[renderer.Name] = count
		rounds, mixtures := 1, 20
		if renderer.Name == "html/plain" {
			rounds, mixtures = 3, 60
		}
		if !strings.HasPrefix(renderer.Name, *only) {
			delete(byFormat, renderer.Name)
			continue
		}
		rounds, mixtures = rounds**more, mixtures**more
		if testing.Short() {
			if !slices.Contains([]string{renderer.Format, "html/plain", "text/dump"}, renderer.Name) {
				delete(byFormat, renderer.Name)
				continue
			}
			rounds, mixtures = 0, 8 // mixtures alone, in one dialect of each format
		}
		start := time.Now()
		if !supported(t, extractor, dir, renderer) {
			t.Logf("%-12s is not supported by the extractor", renderer.Name)
			delete(byFormat, renderer.Name)
			continue
		}
		all := trials(t, renderer, rounds, mixtures)
		documents += len(all)
		for i, o := range try(t, extractor, dir, all) {
			count.add(o.tally)
			name, _, _ := strings.Cut(all[i].mutation, " ")
			if byFault[name] == nil {
				byFault[name] = &tally{}
			}
			byFault[name].add(o.tally)
			if len(o.bad) == 0 {
				continue
			}
			key := renderer.Name + " " + all[i].mutation
			examples[key] = fmt.Sprintf("seed %d: %d cells, as %s", all[i].seed, len(o.bad), o.bad[:min(len(o.bad), 3)])
			if *keep != "" {
				save(t, filepath.Join(*keep, strings.NewReplacer("/", "_", " ", "+").Replace(key)+"."+renderer.Extension), o.body)
			}
		}
		t.Logf("%-12s %v", renderer.Name, time.Since(start))
	}
	silent := 0
	for _, name := range slices.Sorted(maps.Keys(byFormat)) {
		t.Logf("%-12s %s", name, byFormat[name])
		silent += byFormat[name].silent
	}
	for _, name := range slices.Sorted(maps.Keys(byFault)) {
		t.Logf("%-32s %s", name, byFault[name])
	}
	for _, key := range slices.Sorted(maps.Keys(examples)) {
		t.Errorf("silent error: %s: %s", key, examples[key])
	}
	if documents < 1000 && *only == "" && !testing.Short() {
		t.Errorf("tried %d documents, at least 1,000 are due", documents)
	}
	t.Logf("%d documents, %d silent errors", documents, silent)
}

// outcome is what became of a trial.
type outcome struct {
	tally
	bad  []wrong
	body []byte // where something is wrong
}

// try reads all documents, some at a time, and returns the outcomes in their order.
func try(t *testing.T, extractor *ingest.Extractor, dir string, all []trial) []outcome {
	t.Helper()
	out := make([]outcome, len(all))
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for i, trial := range all {
		group.Go(func() error {
			body, results, err := extract(extractor, filepath.Join(dir, fmt.Sprintf("%d.%s", i, trial.renderer.Extension)), trial)
			if err != nil {
				return err
			}
			out[i].tally, out[i].bad = judge(trial.document.Facts, results)
			if len(out[i].bad) > 0 {
				out[i].body = body
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	return out
}

// extract writes a document and reads it.
func extract(extractor *ingest.Extractor, path string, trial trial) ([]byte, []ingest.Result, error) {
	body, err := trial.renderer.Render(trial.document)
	if err != nil {
		return nil, nil, fmt.Errorf("%s %s: %w", trial.renderer.Name, trial.mutation, err)
	}
	if err := os.WriteFile(path, body, 0o644); err != nil {
		return nil, nil, err
	}
	results := extractor.Extract(context.Background(), ingest.File{Path: path, Size: int64(len(body))})
	return body, results, os.Remove(path)
}

func save(t *testing.T, path string, body []byte) {
	t.Helper()
	if err := os.WriteFile(path, body, 0o644); err != nil {
		t.Fatal(err)
	}
}

// supported reports whether the extractor has a reader for a format, by trying a clean document. A document that a
// reader gets and fails at counts as supported, so that no failure hides here.
func supported(t *testing.T, extractor *ingest.Extractor, dir string, renderer render.Renderer) bool {
	t.Helper()
	source, err := synth.New(1)
	if err != nil {
		t.Fatal(err)
	}
	clean := source.Report(synth.Options{Form: "2021", Size: synth.Dense})
	_, results, err := extract(extractor, filepath.Join(dir, "clean."+renderer.Extension), trial{renderer: renderer, mutation: "none", document: clean.Document()})
	if err != nil {
		t.Fatal(err)
	}
	return len(results) > 0 && !errors.Is(results[0].Err, fault.ErrUnsupported)
}
