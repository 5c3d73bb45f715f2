package serve

import (
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/config/messages"
	"gongkai/job"
	"gongkai/queries"
	"gongkai/render/web"
	"gongkai/testdata/reports"
)

// place is a folder with a warehouse of the real reports of the project, and a server of it.
type place struct {
	t      *testing.T
	store  job.Store
	server *Server
	dir    string
}

func now() time.Time { return time.Date(2026, 1, 15, 4, 0, 0, 0, time.UTC) }

// newPlace ingests some of the real reports, all where none is named.
func newPlace(t *testing.T, change func(*Options), names ...string) *place {
	t.Helper()
	if testing.Short() {
		t.Skip("makes a warehouse")
	}
	dir := t.TempDir()
	p := &place{t: t, dir: dir, store: job.Store{Path: filepath.Join(dir, "w.duckdb"), Archive: filepath.Join(dir, "kept"), Now: now}}
	if len(names) == 0 {
		names = reports.Documents()
	}
	p.ingest(names...)
	catalogue, err := messages.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	o := Options{
		Store: p.store, Catalogue: catalogue, Version: "v1.2.3", Now: now, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Licence: web.Link{Text: "CC-BY-4.0", Href: "https://creativecommons.org/licenses/by/4.0/"}, Contact: "data@example.org",
		People: queries.SessionOptions{MemoryLimit: "1GB", Timeout: 10 * time.Second, ResultSize: 1 << 20},
	}
	if change != nil {
		change(&o)
	}
	if p.server, err = New(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.server.Close(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// ingest reads some of the real reports.
func (p *place) ingest(names ...string) {
	p.t.Helper()
	var paths []string
	for _, name := range names {
		text, err := fs.ReadFile(reports.Files(), name)
		if err != nil {
			p.t.Fatal(err)
		}
		path := filepath.Join(p.dir, name)
		if err := os.WriteFile(path, text, 0o666); err != nil {
			p.t.Fatal(err)
		}
		paths = append(paths, path)
	}
	if _, err := job.Ingest(p.t.Context(), job.IngestOptions{Input: job.Input{Store: p.store, Paths: paths}, Batch: 1000}); err != nil {
		p.t.Fatal(err)
	}
}

// get asks for an address; headers are pairs.
func (p *place) get(address string, headers ...string) *httptest.ResponseRecorder {
	p.t.Helper()
	r := httptest.NewRequest(http.MethodGet, address, nil)
	r.Host = "127.0.0.1:8080"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	p.server.ServeHTTP(w, r)
	return w
}

// body is the body of an answer that must have a status.
func (p *place) body(address string, status int) string {
	p.t.Helper()
	r := p.get(address)
	text := r.Body.String()
	if r.Code != status {
		p.t.Errorf("%s: status %d, want %d:\n%.400s", address, r.Code, status, text)
	}
	return text
}

func contains(t *testing.T, what, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%s: %q is not in\n%.3000s", what, w, text)
		}
	}
}
