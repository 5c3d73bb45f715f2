package settings_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/settings"
	"gongkai/internal/fault"
)

func limits() settings.Limits { return settings.Limits{Bytes: 1, Pages: 600} }

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gongkai.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadOrderOfSources(t *testing.T) {
	t.Parallel()
	path := write(t, "warehouse:\n  path: file.duckdb\ningest:\n  workers: 3\n  limits:\n    pages: 7\nsql:\n  timeout: 5s\n")
	loaded, err := settings.Load(settings.Input{
		File: path, Limits: limits(),
		Environment: []string{"HOME=/root", "GONGKAI_WAREHOUSE=env.duckdb", "GONGKAI_INGEST_WORKERS=4", "GONGKAI_LANGUAGE="},
		Flags:       []settings.Flag{{Key: "warehouse.path", Name: "warehouse", Value: "flag.duckdb"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := settings.Defaults(limits())
	want.Warehouse.Path = "flag.duckdb"
	want.Ingest.Workers = 4
	want.Ingest.Limits.Pages = 7
	want.SQL.Timeout = 5 * time.Second
	if diff := cmp.Diff(want, loaded.Settings); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	sources := map[string]settings.Source{}
	for _, v := range loaded.Values {
		sources[v.Key] = v.Source
	}
	for key, want := range map[string]settings.Source{
		"warehouse.path":      {Kind: settings.FromFlag, Name: "--warehouse"},
		"ingest.workers":      {Kind: settings.FromEnvironment, Name: "GONGKAI_INGEST_WORKERS"},
		"ingest.limits.pages": {Kind: settings.FromFile, Name: path},
		"language":            {Kind: settings.FromDefault},
	} {
		if sources[key] != want {
			t.Errorf("source of %s: %v, want %v", key, sources[key], want)
		}
	}
}

func TestLoadReportsEveryProblem(t *testing.T) {
	t.Parallel()
	path := write(t, "warehous:\n  path: a\nlanguage: fr\nwarehouse:\n  path: \"\"\n  memory_limit: lots\n"+
		"ingest:\n  workers: 1.5\n  batch: 2000\n  limits:\n    pages: true\nsql:\n  timeout: soon\n  threads: [1]\n")
	in := func(kind string) settings.Source { return settings.Source{Kind: settings.FromFile, Name: kind} }
	_, err := settings.Load(settings.Input{File: path, Environment: []string{"GONGKAI_WAREHOSE=x"}})
	var invalid *settings.Invalid
	if !errors.As(err, &invalid) {
		t.Fatalf("error %v, want *Invalid", err)
	}
	want := []settings.Problem{
		{Kind: settings.KindUnknown, Key: "warehous.path", Want: "warehouse.path", Source: in(path)},
		{
			Kind: settings.KindUnknown, Key: "GONGKAI_WAREHOSE", Want: "GONGKAI_WAREHOUSE",
			Source: settings.Source{Kind: settings.FromEnvironment, Name: "GONGKAI_WAREHOSE"},
		},
		{Kind: settings.KindChoice, Key: "language", Value: "fr", Want: "zh, en", Source: in(path)},
		{Kind: settings.KindEmpty, Key: "warehouse.path", Source: in(path)},
		{Kind: settings.KindMemory, Key: "warehouse.memory_limit", Value: "lots", Source: in(path)},
		{Kind: settings.KindWhole, Key: "ingest.workers", Value: "1.5", Source: in(path)},
		{Kind: settings.KindRange, Key: "ingest.batch", Value: "2000", Want: "1–1000", Source: in(path)},
		{Kind: settings.KindWhole, Key: "ingest.limits.pages", Value: "true", Source: in(path)},
		{Kind: settings.KindWhole, Key: "sql.threads", Value: "[1]", Source: in(path)},
		{Kind: settings.KindDuration, Key: "sql.timeout", Value: "soon", Source: in(path)},
	}
	if diff := cmp.Diff(want, invalid.Problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	if got := fault.ExitStatus(err); got != fault.ExitUsage {
		t.Errorf("exit status %d, want %d", got, fault.ExitUsage)
	}
}

func TestLoadFiles(t *testing.T) {
	t.Parallel()
	good, missing := write(t, "language: zh\n"), filepath.Join(t.TempDir(), "none.yaml")
	for _, tc := range []struct {
		name     string
		in       settings.Input
		language string
		kind     string // of the only problem
	}{
		{name: "no file at all", in: settings.Input{Candidates: []string{missing}}},
		{name: "first candidate that exists", in: settings.Input{Candidates: []string{missing, good}}, language: "zh"},
		{name: "a file that was asked for must exist", in: settings.Input{File: missing}, kind: settings.KindFile},
		{name: "not YAML", in: settings.Input{File: write(t, "a: [\n")}, kind: settings.KindFile},
		{name: "empty file", in: settings.Input{File: write(t, "")}},
		{name: "a value where a block is due", in: settings.Input{File: write(t, "warehouse: a.duckdb\n")}, kind: settings.KindUnknown},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			loaded, err := settings.Load(tc.in)
			var invalid *settings.Invalid
			got := ""
			if errors.As(err, &invalid) {
				if len(invalid.Problems) != 1 {
					t.Fatalf("problems %v, want one", invalid.Problems)
				}
				got = invalid.Problems[0].Kind
			}
			if got != tc.kind || loaded.Settings.Language != tc.language {
				t.Errorf("problem %q, language %q; want %q, %q (%v)", got, loaded.Settings.Language, tc.kind, tc.language, err)
			}
		})
	}
}
