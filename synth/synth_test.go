package synth_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"

	formset "gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/ingest/check"
	"gongkai/internal/report"
	"gongkai/synth"
	"gongkai/synth/mutate"
	"gongkai/synth/render"
)

// inventor returns a function that invents a report by its seed.
func inventor(t *testing.T) func(uint64, synth.Options) synth.Report {
	t.Helper()
	source, err := synth.New(1)
	if err != nil {
		t.Fatal(err)
	}
	return func(seed uint64, o synth.Options) synth.Report { return source.Again(seed).Report(o) }
}

// Every sum that the form prints holds in an invented report, and no cell is missing.
func TestSumsHold(t *testing.T) {
	invent := inventor(t)
	set, err := formset.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	all, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	checker, err := check.New(set, all)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		form  string
		cells int
	}{{"2021", 200}, {"2019", 198}, {synth.Hybrid, 186}} {
		t.Run(test.form, func(t *testing.T) {
			for seed := range uint64(40) {
				size := synth.Sizes()[seed%4]
				invented := invent(seed, synth.Options{Form: test.form, Size: size})
				r := report.Report{Forms: invented.Facts.Forms}
				for _, code := range invented.Facts.Codes() {
					truth := invented.Facts.Cells[code]
					r.Cells = append(r.Cells, report.Cell{Code: code, State: truth.State, Value: truth.Value})
				}
				if len(r.Cells) != test.cells {
					t.Errorf("seed %d: %d cells, want %d", seed, len(r.Cells), test.cells)
				}
				if findings := checker.Check(&r); len(findings) > 0 {
					t.Errorf("seed %d: %s: %+v", seed, findings[0].MessageEN, findings[0].Cells)
				}
			}
		})
	}
}

// The same seed gives the same bytes in every format and with every mutation.
func TestDeterministic(t *testing.T) {
	invent := inventor(t)
	for _, m := range mutate.All() {
		for _, renderer := range render.All() {
			if m.Name != "none" && renderer.Name != "html/plain" {
				continue
			}
			var bodies [2][]byte
			for i := range bodies {
				r := invent(11, synth.Options{Form: "2021", Size: synth.Dense})
				body, err := renderer.Render(m.Of(&r, rand.New(rand.NewPCG(5, 5))))
				if err != nil {
					t.Fatal(err)
				}
				bodies[i] = body
			}
			if !bytes.Equal(bodies[0], bodies[1]) {
				t.Errorf("%s of %s differs from one run to the next", renderer.Name, m.Name)
			}
		}
	}
}

// Every mutation but none changes the document, on a report with a zero, a large number and money somewhere.
func TestMutationsDoSomething(t *testing.T) {
	invent := inventor(t)
	// HTML writes every mutation but those of pages.
	renderers := slices.DeleteFunc(render.All(), func(r render.Renderer) bool { return r.Name != "html/plain" && r.Name != "pdf" })
	render := func(t *testing.T, d *synth.Document) (out []byte) {
		t.Helper()
		for _, r := range renderers {
			body, err := r.Render(d)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, body...)
		}
		return out
	}
	for _, m := range mutate.All() {
		t.Run(m.Name, func(t *testing.T) {
			changed := 0
			for seed := range uint64(12) {
				size := synth.Sizes()[seed%4]
				form := []string{"2021", "2019"}[seed%2]
				r := invent(seed, synth.Options{Form: form, Size: size})
				before := render(t, r.Document())
				d := m.Of(&r, rand.New(rand.NewPCG(seed, 9)))
				if after := render(t, d); !bytes.Equal(before, after) || d.RepeatHeader {
					changed++
				}
			}
			if want := m.Name != "none"; (changed > 0) != want {
				t.Errorf("changed %d of 12 documents", changed)
			}
		})
	}
}
