// Package serve answers requests of browsers and of programs with the pages that the command line prints: the same structs of package page,
// laid out by render/web, or written as JSON, CSV and workbooks at the same address.
//
// The invariants. An answer depends on its address, the snapshot, the day and the version of the program, and on nothing else: that is
// its ETag, and under that it is kept. A reading never waits for a writer. Nothing that a request says reaches a file name, and no path and
// no stack is in an answer. Who is not allowed to see a page gets none of it: routes say whether they are for everyone, and what
// does not say so is not.
//
// The package knows no flags; package guard decides whom it listens to, lease which snapshot is read.
//
//	s, err := serve.New(serve.Options{Store: store, Catalogue: catalogue, …})
//	err = s.Serve(ctx, listener)
package serve

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"golang.org/x/sync/singleflight"

	"gongkai/config/forms"
	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/queries"
	"gongkai/render/chart"
	"gongkai/render/web"
	"gongkai/serve/cache"
	"gongkai/serve/guard"
	"gongkai/serve/lease"
)

// Options say what is served, and to whom.
type Options struct {
	Store     job.Store
	Session   queries.SessionOptions // of the program's own questions; its memory and threads are those of People
	People    queries.SessionOptions // the limits of SQL that people write
	Read      ingest.Options         // the limits under which documents are read again
	Catalogue *messages.Catalogue
	Version   string
	Licence   web.Link
	Creator   string
	Contact   string   // to whom errors are reported
	Hosts     []string // names of the server besides those of loopback
	Origin    string   // scheme and host for citations; empty: those of the request
	Numbers   bool     // only pages of numbers are shown: neither documents nor contacts, nor SQL
	Log       *slog.Logger
	Now       func() time.Time
}

// Server answers requests.
type Server struct {
	options   Options
	pool      *lease.Pool
	people    *lease.Pool
	runner    runner
	guard     *guard.Guard
	answers   *cache.Cache[*made]
	making    singleflight.Group
	routes    []route
	regions   *regions.Table
	forms     *forms.Set
	originals *job.Originals
	meter     *meter
	style     string // the sheet of all pages
	styleName string // its address
	drawing   string // the hash of that of charts, for the policy of an SVG file
}

// The times and sizes that requests may take.
const (
	headerTime = 10 * time.Second
	readTime   = 30 * time.Second
	answerTime = 3 * time.Minute // of a day or of adjusted values, which no stored answer has
	writeTime  = answerTime + time.Minute
	idleTime   = 2 * time.Minute
	drainTime  = 20 * time.Second
	headerSize = 32 << 10
	cacheSize  = 64 << 20
)

// New returns a server. It opens no snapshot yet.
func New(o Options) (_ *Server, err error) {
	defer fault.Wrap(&err, "prepare the pages")
	// DuckDB has one memory for all sessions of a process on one file.
	o.Session.MemoryLimit, o.Session.Threads, o.Session.TempSize = o.People.MemoryLimit, o.People.Threads, o.People.TempSize
	s := &Server{
		options: o, guard: guard.New(o.Hosts...), meter: newMeter(),
		answers: cache.New(cacheSize, func(m *made) int64 { return int64(len(m.body)) + 256 }),
		pool:    lease.New(lease.Options{Warehouse: o.Store.Path, Session: o.Session, Most: 2 * runtime.GOMAXPROCS(0)}),
		people:  lease.New(lease.Options{Warehouse: o.Store.Path, Session: o.People, Most: 2}),
	}
	s.runner = inProcess{s.people}
	s.routes = s.list()
	if s.regions, err = regions.Embedded(); err != nil {
		return nil, err
	}
	if s.forms, err = forms.Embedded(); err != nil {
		return nil, err
	}
	if s.style, err = web.Stylesheet(); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(s.style))
	s.styleName = "/static/" + hex.EncodeToString(sum[:6]) + ".css"
	sum = sha256.Sum256([]byte(chart.Style()))
	s.drawing = "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
	s.originals, err = job.NewOriginals(o.Store, o.Read)
	return s, err
}

// Serve answers what comes in until the context ends; then it takes no more, and finishes what it has begun.
func (s *Server) Serve(ctx context.Context, l net.Listener) (err error) {
	defer fault.Wrap(&err, "serve on %s", l.Addr())
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: headerSize, ErrorLog: slog.NewLogLogger(s.options.Log.Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(l) }()
	select {
	case err := <-failed:
		return errors.Join(err, s.Close())
	case <-ctx.Done():
	}
	s.options.Log.Info("drains")
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTime)
	defer cancel()
	return errors.Join(server.Shutdown(last), s.Close())
}

// Close lets go of the snapshots and the readers.
func (s *Server) Close() error {
	return errors.Join(s.pool.Close(), s.people.Close(), s.originals.Close())
}
