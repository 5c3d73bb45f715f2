package nation_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/synth/nation"
)

func planned(t *testing.T, o nation.Options) *nation.Nation {
	t.Helper()
	n, err := nation.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// tree reads all files below a folder.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		out[strings.TrimPrefix(path, dir)] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The same seed gives the same files, another seed others; what is counted beforehand is what is written.
func TestNationDeterministic(t *testing.T) {
	o := nation.Options{Reports: 120, Years: [2]int{2020, 2022}, Seed: 3, Errors: 0.1}
	write := func(o nation.Options) (map[string]string, nation.Summary) {
		dir, calls := t.TempDir(), 0
		summary, err := planned(t, o).Write(t.Context(), dir, func(int) { calls++ })
		if err != nil {
			t.Fatal(err)
		}
		if calls != summary.Documents {
			t.Errorf("%d calls of progress for %d documents", calls, summary.Documents)
		}
		return tree(t, dir), summary
	}
	first, summary := write(o)
	second, _ := write(o)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("the same seed gave something else (-first +second):\n%.2000s", diff)
	}
	if len(first) != summary.Documents+4 {
		t.Errorf("%d files, want %d documents and 4 of truth", len(first), summary.Documents)
	}
	counted, err := planned(t, o).Count(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(counted, summary); diff != "" {
		t.Errorf("counted and written differ (-counted +written):\n%s", diff)
	}
	o.Seed = 4
	if other, _ := write(o); cmp.Equal(first, other) {
		t.Error("another seed gave the same")
	}
}

// A nation has as many bodies as were asked for, at any scale, and no more than there are.
func TestNationSize(t *testing.T) {
	for _, reports := range []int{3, 7, 60, 4000} {
		o := nation.Options{Reports: reports, Years: [2]int{2021, 2023}, Seed: 1}
		summary, err := planned(t, o).Count(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := summary.Documents + summary.Missing - summary.Reissued; got != reports/3*3 {
			t.Errorf("%d reports planned, want %d", got, reports/3*3)
		}
	}
}

func TestNationRefuses(t *testing.T) {
	good := nation.Options{Reports: 10, Years: [2]int{2021, 2022}}
	for name, change := range map[string]func(*nation.Options){
		"a year without a form": func(o *nation.Options) { o.Years = [2]int{2010, 2022} },
		"years backwards":       func(o *nation.Options) { o.Years = [2]int{2022, 2021} },
		"too many reports":      func(o *nation.Options) { o.Reports = 10_000_000 },
		"too few reports":       func(o *nation.Options) { o.Reports = 1 },
		"an unknown format":     func(o *nation.Options) { o.Formats = []string{"papyrus"} },
		"a share above one":     func(o *nation.Options) { o.Errors = 1.5 },
	} {
		t.Run(name, func(t *testing.T) {
			o := good
			change(&o)
			if _, err := nation.New(o); !errors.Is(err, fault.ErrUsage) {
				t.Errorf("error %v, want wrong use", err)
			}
		})
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := planned(t, good).Write(t.Context(), dir, func(int) {}); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("a folder that is not empty: error %v, want wrong use", err)
	}
}
