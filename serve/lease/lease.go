// Package lease lends sessions on the current snapshot, for as long as one answer takes.
//
// The invariants. A session is with one borrower at a time. A new snapshot is taken up by the next borrower, without a restart; whoever
// still reads the old one reads it to the end, and then it is closed. There are never more sessions out than the pool may have: others
// wait, as long as their context does.
//
//	lent, err := pool.Take(ctx, lease.Reading{})
//	defer lent.Return()
//	err = page.ReadRegion(ctx, lent.Query, …)
package lease

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/job"
	"gongkai/queries"
	"gongkai/warehouse/snapshot"
)

// Reading says which of the numbers that are known a session shows. The zero value is the plain one.
type Reading struct {
	Values     string // adjusted; empty: published
	Boundaries string // today; empty: those of the year
	AsOf       string // a day as 2024-12-31; empty: now
	Release    string // the beginning of the id of a release; empty: none
	Strict     bool
	KnownWith  string // a release: all as it was known when that was made, and not only what it holds
}

// Options say what the pool lends from.
type Options struct {
	Warehouse string                 // the path of its file
	Session   queries.SessionOptions // the limits of a session; what it shows is the borrower's
	Most      int                    // sessions out at a time
}

// Pool lends sessions.
type Pool struct {
	options Options
	out     chan struct{} // a token for each session that is out

	mu      sync.Mutex
	current *generation
	closed  bool
}

// generation is one snapshot with the sessions that are open on it.
type generation struct {
	path, id string
	idle     map[Reading][]*queries.Session
	lent     int
	old      bool // another took its place: what comes back is closed
}

// New returns a pool. It opens nothing yet.
func New(o Options) *Pool { return &Pool{options: o, out: make(chan struct{}, max(o.Most, 1))} }

// Lease is a session that is lent.
type Lease struct {
	*queries.Session
	Snapshot string // identifies it

	pool    *Pool
	of      *generation
	reading Reading
}

// Snapshot returns what identifies the current snapshot: its number and the time of its file, since a warehouse that was restored
// counts anew. It returns an error that wraps fault.ErrNoWarehouse where there is none.
func (p *Pool) Snapshot() (string, error) {
	path, err := snapshot.Current(p.options.Warehouse)
	if err != nil {
		return "", err
	}
	return identify(path)
}

func identify(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(filepath.Base(path), ".duckdb") + "-" + fmt.Sprintf("%x", info.ModTime().UnixMilli()), nil
}

// Take lends a session on the current snapshot. It waits while too many are out, until the context ends. Its errors are those of
// queries.OpenReadOnly and of job.FindRelease.
func (p *Pool) Take(ctx context.Context, r Reading) (_ *Lease, err error) {
	defer fault.Wrap(&err, "take a session")
	select {
	case p.out <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	l, err := p.take(ctx, r)
	if err != nil {
		<-p.out
		return nil, err
	}
	return l, nil
}

func (p *Pool) take(ctx context.Context, r Reading) (*Lease, error) {
	g, session, err := p.idle(r)
	if err != nil {
		return nil, err
	}
	l := &Lease{Session: session, Snapshot: g.id, pool: p, of: g, reading: r}
	if session != nil {
		return l, nil
	}
	options, err := p.showing(ctx, g.path, r)
	if err == nil {
		l.Session, err = queries.OpenReadOnly(ctx, g.path, options)
	}
	if err != nil {
		p.give(g, r, nil)
		return nil, err
	}
	return l, nil
}

// idle returns the current generation, and a session of it that nobody has, nil where there is none. What is open on an earlier one is
// closed.
func (p *Pool) idle(r Reading) (*generation, *queries.Session, error) {
	path, err := snapshot.Current(p.options.Warehouse)
	if err != nil {
		return nil, nil, err
	}
	id, err := identify(path)
	if err != nil {
		return nil, nil, err
	}
	p.mu.Lock()
	var past *generation
	if p.current == nil || p.current.id != id {
		past, p.current = p.current, &generation{path: path, id: id, idle: map[Reading][]*queries.Session{}}
	}
	g := p.current
	g.lent++
	var session *queries.Session
	if n := len(g.idle[r]); n > 0 {
		session = g.idle[r][n-1]
		g.idle[r] = g.idle[r][:n-1]
	}
	if past != nil {
		past.old = true
	}
	p.mu.Unlock()
	if past != nil {
		_ = p.closeIdle(past) // read-only: nothing can be lost
	}
	return g, session, nil
}

// showing are the options of a session of a reading.
func (p *Pool) showing(ctx context.Context, path string, r Reading) (o queries.SessionOptions, err error) {
	o = p.options.Session
	o.Values, o.Boundaries, o.Strict = r.Values, r.Boundaries, r.Strict
	if r.AsOf != "" {
		day, err := time.Parse(time.DateOnly, r.AsOf)
		if err != nil {
			return o, fmt.Errorf("%w: as-of is a day as 2024-12-31, not %q", fault.ErrUsage, r.AsOf)
		}
		o.AsOf, _ = report.NewDate(day.Year(), int(day.Month()), day.Day())
	}
	id := r.Release + r.KnownWith
	if id == "" {
		return o, nil
	}
	plain, err := queries.OpenReadOnly(ctx, path, p.options.Session)
	if err != nil {
		return o, err
	}
	found, err := job.FindRelease(ctx, plain.Query, id)
	o.KnownBefore = found.KnownBefore
	if r.Release != "" {
		o.Release = found.ID
	}
	return o, errors.Join(err, plain.Close())
}

// Return gives the session back. It is not used afterwards. Of nil it does nothing.
func (l *Lease) Return() {
	if l == nil {
		return
	}
	l.pool.give(l.of, l.reading, l.Session)
	<-l.pool.out
}

// Discard closes the session instead of giving it back: nobody is to have what one borrower left in it.
func (l *Lease) Discard() {
	_ = l.Close() // read-only: nothing can be lost
	l.pool.give(l.of, l.reading, nil)
	<-l.pool.out
}

// give takes a session back, nil where none could be opened. Only the plain reading is kept for the next borrower, and few of any other.
func (p *Pool) give(g *generation, r Reading, s *queries.Session) {
	p.mu.Lock()
	g.lent--
	most := 1
	if r == (Reading{}) {
		most = cap(p.out)
	}
	keep := s != nil && !g.old && !p.closed && len(g.idle[r]) < most && (r == Reading{} || len(g.idle) <= cap(p.out))
	if keep {
		g.idle[r] = append(g.idle[r], s)
	}
	p.mu.Unlock()
	if s != nil && !keep {
		_ = s.Close() // read-only: nothing can be lost
	}
}

// closeIdle closes the sessions of a generation that nobody has.
func (p *Pool) closeIdle(g *generation) error {
	p.mu.Lock()
	idle := g.idle
	g.idle = map[Reading][]*queries.Session{}
	p.mu.Unlock()
	var errs []error
	for _, list := range idle { // in any order
		for _, s := range list {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(errs...)
}

// Out is how many sessions are lent.
func (p *Pool) Out() int { return len(p.out) }

// Close closes what nobody has; what is lent is closed when it comes back.
func (p *Pool) Close() error {
	p.mu.Lock()
	p.closed = true
	g := p.current
	p.mu.Unlock()
	if g == nil {
		return nil
	}
	return p.closeIdle(g)
}
