package queries

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// SessionOptions say what a session sees and how much it may use.
type SessionOptions struct {
	AsOf        report.Date   // the end of that day in Asia/Shanghai; zero: everything that is known
	KnownBefore time.Time     // what was recorded before; zero: AsOf decides. For what was frozen in the middle of a day
	Values      string        // "published" (default) or "adjusted"
	Boundaries  string        // "year" (default): the regions of 31 December of each year; "today": those in force now, for all years
	Strict      bool          // without values that were not simply read: solved from damaged digits, taken off a picture
	Release     string        // the id of a release, with KnownBefore as it says: the roll-ups as it holds them, all else as known then
	MemoryLimit string        // of DuckDB, as "2GB"; empty: its default
	Threads     int           // of DuckDB; 0: as many as there are processors
	Timeout     time.Duration // of each query with the reading of its rows; 0: none
	TempSize    string        // of what DuckDB may put on disk beyond its memory, as "1GB"; empty: nothing
	ResultSize  int64         // bytes of values that Run hands out for one query; 0: no limit

	// Overrun is told of a query that cannot be stopped within the process, and why it was to stop: that a second after its timeout, or after
	// it was cancelled, it still works, or that it takes more and more memory. Whoever gives it ends the process; the query goes on after it
	// returns. Only Run watches for that.
	Overrun func(why error)

	// PublicOnly is for SQL that people write: what is internal is found with its schema alone.
	PublicOnly bool

	// Files lifts the restriction on reading files: read_csv, read_parquet and the like, and 'file.csv' as a table. It is
	// for a person on the own machine, never for a session that serves others.
	Files bool
}

// Session is one connection to a snapshot, for SQL that people write. It can read the warehouse and nothing else. A
// Session may be used by one goroutine at a time.
type Session struct {
	db      *sql.DB
	conn    *sql.Conn
	gate    gate
	timeout time.Duration
	memory  int64 // bytes; 0: not limited
	size    int64
	overrun func(error)

	variables  []string // statements that set what the views show
	publicOnly bool
	layout     *layout // of another reading than the plain one; nil where nothing is laid out

	mu      sync.Mutex
	cancels []context.CancelFunc
}

// OpenReadOnly opens a snapshot for reading. It returns an error that wraps fault.ErrNoWarehouse where there is no such
// file, and fault.ErrUsage for options that do not exist. Sessions of one process on one file must ask for the same
// memory, threads and files: DuckDB shares the open file among them. The caller closes the session.
func OpenReadOnly(ctx context.Context, snapshotPath string, o SessionOptions) (_ *Session, err error) {
	defer fault.Wrap(&err, "open session on %s", snapshotPath)
	variables, err := o.variables()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(snapshotPath); err != nil {
		return nil, fmt.Errorf("%w: %w", fault.ErrNoWarehouse, err)
	}
	memory, err := ParseSize(o.MemoryLimit)
	if err != nil {
		return nil, err
	}
	source, err := o.dataSource(snapshotPath)
	if err != nil {
		return nil, err
	}
	lists, err := readAllowed()
	if err != nil {
		return nil, err
	}
	connector, err := duckdb.NewConnector(source, nil)
	if err != nil {
		return nil, err
	}
	parser, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, errors.Join(err, connector.Close())
	}
	var settings []string
	s := &Session{
		db: sql.OpenDB(connector), gate: gate{parser: sql.OpenDB(parser), allowed: lists, files: o.Files},
		timeout: o.Timeout, memory: memory, size: o.ResultSize, overrun: o.Overrun, variables: variables,
		publicOnly: o.PublicOnly,
	}
	if o.TempSize == "" {
		// The size alone does not do: the folder would be made beside the snapshot, and stay.
		settings = append(settings, "SET temp_directory = ''")
	}
	if !o.Files {
		settings = append(settings, "SET enable_external_access = false") // after it the folder cannot be set
	}
	if err := s.prepare(ctx, settings); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// variables returns the statements that set the session variables which the views read.
func (o SessionOptions) variables() ([]string, error) {
	var set []string
	if !o.AsOf.IsZero() {
		set = append(set, "SET VARIABLE as_of = DATE '"+o.AsOf.String()+"'")
	}
	if !o.KnownBefore.IsZero() {
		set = append(set, "SET VARIABLE known_before = TIMESTAMPTZ '"+o.KnownBefore.UTC().Format("2006-01-02 15:04:05.000000+00")+"'")
	}
	switch o.Values {
	case "", "published":
	case "adjusted":
		set = append(set, "SET VARIABLE values = 'adjusted'")
	default:
		return nil, fmt.Errorf("%w: values are published or adjusted, not %q", fault.ErrUsage, o.Values)
	}
	switch o.Boundaries {
	case "", "year":
	case "today":
		set = append(set, "SET VARIABLE boundaries = 'today'")
	default:
		return nil, fmt.Errorf("%w: boundaries are those of the year or today, not %q", fault.ErrUsage, o.Boundaries)
	}
	if o.Strict {
		set = append(set, "SET VARIABLE strict = true")
	}
	if o.Release != "" {
		if !o.AsOf.IsZero() || o.Values == "adjusted" || o.Boundaries == "today" || o.Strict {
			return nil, fmt.Errorf("%w: a release is shown as it was frozen, of no other day, values or boundaries, and not strict", fault.ErrUsage)
		}
		set = append(set, setRelease+literal(o.Release))
	}
	return set, nil
}

// dataSource returns the driver's name of the file, with all settings that can be given on opening.
func (o SessionOptions) dataSource(path string) (string, error) {
	if strings.ContainsAny(path, "?#") { // the driver would cut the settings off, read-only among them
		return "", fmt.Errorf("%w: the path of a snapshot may hold no ? or #: %s", fault.ErrUsage, path)
	}
	if !filepath.IsAbs(path) {
		path = "." + string(filepath.Separator) + path // "a:b" alone would be a URL with a scheme
	}
	settings := url.Values{
		"access_mode":                  {"read_only"},
		"autoinstall_known_extensions": {"false"},
		"autoload_known_extensions":    {"false"},
		"max_temp_directory_size":      {"0GB"}, // beyond its memory a query fails: it must not fill a disk
	}
	if o.TempSize != "" {
		settings.Set("max_temp_directory_size", o.TempSize)
	}
	if o.MemoryLimit != "" {
		settings.Set("memory_limit", o.MemoryLimit)
	}
	if o.Threads > 0 {
		settings.Set("threads", strconv.Itoa(o.Threads))
	}
	return path + "?" + settings.Encode(), nil
}

// prepare sets the variables on a fresh connection, then the settings of the whole database, and locks those.
func (s *Session) prepare(ctx context.Context, settings []string) (err error) {
	if s.conn, err = s.db.Conn(ctx); err != nil {
		return err
	}
	if err := s.read(ctx, s.variables, s.publicOnly); err != nil {
		return err
	}
	// Another session of this process may have locked it already; to lock again is an error.
	var locked bool
	if err := s.conn.QueryRowContext(ctx, "SELECT current_setting('lock_configuration')").Scan(&locked); err != nil || locked {
		return err
	}
	if err := Tune(ctx, s.db); err != nil {
		return err
	}
	for _, statement := range settings {
		if _, err := s.conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	_, err = s.conn.ExecContext(ctx, "SET lock_configuration = true")
	return err
}

// Tune sets up a database for the views, for all its connections; results do not change. A Session is tuned already; whoever reads
// views otherwise calls it after opening.
//
// DuckDB takes the few members of a total, which come out of many joins, for more than the cells, and so builds the hash
// table of the roll-up of the cells: the whole of city_request over 11 M cells costs 4.7 s of processor time, and 2.7 s when
// the sides of joins stay as the join order has them. And views stand on views: compressed materialization collects
// statistics anew at every step, which takes 4 s of the 9 s that a session needs for warehouse_finding, a third of the
// planning of a panel, and saves nothing that could be measured in time or memory over 11 M cells.
func Tune(ctx context.Context, db *sql.DB) (err error) {
	defer fault.Wrap(&err, "tune")
	_, err = db.ExecContext(ctx, "SET disabled_optimizers = 'build_side_probe_side,compressed_materialization'")
	return err
}

// Query runs one SELECT, DESCRIBE, SHOW, SUMMARIZE or plain EXPLAIN. Anything else gives an error that wraps
// fault.ErrUnsafeStatement and says what may run; what does not parse gives one that wraps fault.ErrUsage. The caller
// closes the rows. After the timeout of the session the rows end with context.DeadlineExceeded.
//
// Query is for the program's own SQL, whose results are known to be small. What a person writes goes through Run.
func (s *Session) Query(ctx context.Context, statement string, args ...any) (_ *sql.Rows, err error) {
	defer fault.Wrap(&err, "query")
	if err := s.gate.check(ctx, statement); err != nil {
		return nil, err
	}
	if s.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, s.timeout)
		s.mu.Lock()
		s.cancels = append(s.cancels, cancel) // the rows outlive this call
		s.mu.Unlock()
	}
	if err := s.layout.prepare(ctx, statement); err != nil {
		return nil, err
	}
	rows, err := s.conn.QueryContext(ctx, statement, args...) //nolint:sqlclosecheck // the rows are the caller's to close
	return rows, refusedOfInternal(refusedOfRelease(outOfMemory(err)))
}

// Close ends the session and whatever it still reads. Its connection is not used again by another.
func (s *Session) Close() (err error) {
	defer fault.Wrap(&err, "close session")
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, cancel := range s.cancels {
		cancel()
	}
	s.cancels = nil
	var errs []error
	if s.conn != nil {
		_ = s.conn.Raw(func(any) error { return driver.ErrBadConn }) // drops the connection from the pool
		if err := s.conn.Close(); err != nil && !errors.Is(err, sql.ErrConnDone) {
			errs = append(errs, err)
		}
		s.conn = nil
	}
	return errors.Join(append(errs, s.db.Close(), s.gate.parser.Close())...)
}
