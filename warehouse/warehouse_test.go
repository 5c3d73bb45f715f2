package warehouse

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

// TestMain is also the program of the child processes: a lock and a kill need a process of their own.
func TestMain(m *testing.M) {
	switch os.Getenv("WAREHOUSE_CHILD") {
	case "":
		os.Exit(m.Run())
	case "kill":
		childKilledInLoad(os.Getenv("WAREHOUSE_PATH"))
	case "hold":
		childHolds(os.Getenv("WAREHOUSE_PATH"))
	}
	os.Exit(3)
}

// child returns a command that runs this test binary in a role.
func child(t *testing.T, role, path string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Env = append(os.Environ(), "WAREHOUSE_CHILD="+role, "WAREHOUSE_PATH="+path)
	c.Stderr = os.Stderr
	return c
}

// killing is a loader that kills its own process once the cells of the third batch are in, before the commit.
type killing struct {
	loader
	batches *int
}

func (k killing) load(ctx context.Context, conn *sql.Conn, cells *cellColumns, insert string) error {
	if err := k.loader.load(ctx, conn, cells, insert); err != nil {
		return err
	}
	if *k.batches++; *k.batches == 3 {
		return syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
	return nil
}

func childKilledInLoad(path string) {
	ctx := context.Background()
	w, err := Open(ctx, Options{Path: path})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	w.loader = killing{w.loader, new(int)}
	run := w.BeginRun(ctx, info())
	t := &testing.T{} // for the corpus only, which cannot fail
	documents := corpus(t, 3*400)
	for i := 0; i < len(documents); i += 400 {
		if _, err := run.Load(ctx, Batch{Documents: documents[i : i+400], RecordedAt: noon()}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return
		}
	}
}

func TestKilledLoadLeavesWholeBatches(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.duckdb")
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	err := child(t, "kill", path).Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("child ended with %v, want to be killed", err)
	}
	if _, err := os.Stat(path + ".wal"); err != nil {
		t.Errorf("the child left no log to replay: %v", err)
	}
	w := open(t, path)
	want := map[string]string{
		"run": "1", "batch": "2", "document": "800", "document_path": "800", "judgement": "800", "agency": "800", "report_version": "800",
		"cell": "160000", "narrative": "800",
	}
	got := counts(t, w.DB())
	for table := range got {
		if _, ok := want[table]; !ok {
			delete(got, table)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows after the kill (-want +got):\n%s", diff)
	}
	torn := column(t, w.DB(), `SELECT b.batch_id::VARCHAR FROM batch b
		WHERE b.cells <> (SELECT count(*) FROM cell c JOIN report_version v USING (version_id) WHERE v.batch_id = b.batch_id)
		   OR b.documents <> (SELECT count(*) FROM document d WHERE d.batch_id = b.batch_id)`)
	if len(torn) > 0 {
		t.Errorf("batches in part: %v", torn)
	}
	s := load(t, w.BeginRun(t.Context(), info()), corpus(t, 1200)[800:]...)
	if s.BatchID != 3 || s.Reports != 400 {
		t.Errorf("the lost batch, loaded again: %+v", s)
	}
}

// childHolds keeps the warehouse open, publishes once, and waits until its standard input ends.
func childHolds(path string) {
	w, err := Create(context.Background(), Options{Path: path})
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	if _, err := w.Publish(context.Background()); err != nil {
		fmt.Println("error:", err)
		return
	}
	fmt.Println("ready")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	if err := w.Close(); err != nil {
		fmt.Println("error:", err)
	}
	os.Exit(0)
}

// The child has published by then: making the copy must not have let go of the lock.
func TestSecondWriterIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.duckdb")
	holder := child(t, "hold", path)
	in, err := holder.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := holder.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := holder.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || line != "ready\n" {
		t.Fatalf("child said %q, %v", line, err)
	}
	want := fmt.Sprintf("%s (PID %d)", filepath.Base(os.Args[0]), holder.Process.Pid)
	for _, c := range []struct {
		name string
		open func() (*Warehouse, error)
	}{
		{"writer", func() (*Warehouse, error) { return Create(t.Context(), Options{Path: path}) }},
		{"reader of the file itself", func() (*Warehouse, error) { return Open(t.Context(), Options{Path: path, ReadOnly: true}) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.open()
			if !errors.Is(err, fault.ErrLocked) || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want a lock held by %s", err, want)
			}
		})
	}
	snapshot, err := CurrentSnapshot(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Open(t.Context(), Options{Path: snapshot, ReadOnly: true})
	if err != nil {
		t.Fatalf("a snapshot beside the writer: %v", err)
	}
	if err := r.Close(); err != nil {
		t.Error(err)
	}
	if err := in.Close(); err != nil {
		t.Error(err)
	}
	if err := holder.Wait(); err != nil {
		t.Error(err)
	}
	w, err := Create(t.Context(), Options{Path: path})
	if err != nil {
		t.Fatalf("after the holder ended: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestLockHolder(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		ok               bool
	}{
		{"with a path", `IO Error: Could not set lock on file "/a/w.duckdb": Conflicting lock is held in /usr/bin/gongkai (PID 4711) by user u. See also https://duckdb.org/docs/connect/concurrency`, "gongkai (PID 4711)", true},
		{"without a path", `Could not set lock on file "w": Conflicting lock is held in (PID 12).`, "a program (PID 12)", true},
		{"holder unknown", `Could not set lock on file "w": Resource temporarily unavailable`, "another process", true},
		{"something else", `IO Error: No space left on device`, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := lockHolder(c.text)
			if got != c.want || ok != c.ok {
				t.Errorf("got %q, %v, want %q, %v", got, ok, c.want, c.ok)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	foreign := filepath.Join(folder, "foreign.duckdb")
	db, err := sql.Open("duckdb", foreign)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "CREATE TABLE mine (n INTEGER)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		open func(context.Context, Options) (*Warehouse, error)
		path string
		is   error
		text string
	}{
		{"no file", Open, filepath.Join(folder, "none.duckdb"), fault.ErrNoWarehouse, "gongkai ingest"},
		{"a folder", Open, folder, fault.ErrNoWarehouse, "gongkai ingest"},
		{"an empty file", Open, write("empty.duckdb", ""), fault.ErrNoWarehouse, "gongkai ingest"},
		{"another database", Open, foreign, fault.ErrNoWarehouse, "none of its tables"},
		{"another database, for writing", Create, foreign, fault.ErrUsage, "another path"},
		{"not a database", Create, write("text.duckdb", strings.Repeat("报告", 5000)), nil, "not a valid DuckDB database"},
		{"a question mark", Create, filepath.Join(folder, "a?b"), fault.ErrUsage, "may hold no"},
		{"a hash", Create, filepath.Join(folder, "a#b"), fault.ErrUsage, "may hold no"},
		{"memory", Create, ":memory:", fault.ErrUsage, "needs a file"},
		{"no path", Create, "", fault.ErrUsage, "needs a file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w, err := c.open(t.Context(), Options{Path: c.path})
			if err == nil {
				_ = w.Close()
				t.Fatal("it opened")
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("error %v is not %v", err, c.is)
			}
			if !strings.Contains(err.Error(), c.text) {
				t.Errorf("error %v does not say %q", err, c.text)
			}
		})
	}
}

func TestPathsThatLookLikeAddresses(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, path := range []string{"年报 2024.duckdb", "a:b.duckdb", "-x.duckdb"} {
		w, err := Create(t.Context(), Options{Path: path, Threads: 1, MemoryLimit: "512MB"})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
}

func TestExtensionsAreNotFetched(t *testing.T) {
	got := column(t, fresh(t).DB(), `SELECT name || '=' || value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name`)
	want := []string{"autoinstall_known_extensions=false", "autoload_known_extensions=false"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestCloseLeavesOneFile(t *testing.T) {
	folder := t.TempDir()
	w, err := Create(t.Context(), Options{Path: filepath.Join(folder, "w.duckdb"), Now: noon})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.SyncReference(t.Context(), reference(t)); err != nil {
		t.Fatal(err)
	}
	load(t, w.BeginRun(t.Context(), info()), mixed(t)...)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"w.duckdb"}, files(t, folder)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// The bound holds while batches are loaded and no longer, and never in place of a limit that somebody set.
func TestBoundMemory(t *testing.T) {
	t.Parallel()
	for _, given := range []string{"", "1GB"} {
		w, err := Create(t.Context(), Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), MemoryLimit: given})
		if err != nil {
			t.Fatal(err)
		}
		before := memoryLimit(t, w)
		bound, err := w.BoundMemory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		during := memoryLimit(t, w)
		if err := bound.Lift(t.Context()); err != nil {
			t.Fatal(err)
		}
		if after := memoryLimit(t, w); after != before || (during == before) != (given != "") {
			t.Errorf("limit given %q: before %s, during %s, after %s", given, before, during, after)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// What does not fit is run again within twice the memory, as often as it takes; what fails otherwise is not, nor what does not fit into
// a limit that somebody set.
func TestBoundMemoryGivesWay(t *testing.T) {
	t.Parallel()
	const sort = "CREATE OR REPLACE TEMP TABLE large AS SELECT list(range) AS l FROM range(20_000_000)"
	w := fresh(t)
	bound, err := w.BoundMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, err := w.DB().Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	limits := []string{}
	if err := bound.Do(t.Context(), func() error {
		limits = append(limits, memoryLimit(t, w))
		_, err := conn.ExecContext(t.Context(), sort)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if len(limits) < 2 || len(limits) > 6 || limits[0] != "128.0 MiB" || limits[1] != "256.0 MiB" {
		t.Errorf("run within %q", limits)
	}
	if err := bound.Added(t.Context(), 2*stepOfDocuments); err != nil {
		t.Fatal(err)
	}
	if grown := memoryLimit(t, w); grown == limits[len(limits)-1] {
		t.Errorf("with more documents the limit is still %s", grown)
	}
	other, runs := errors.New("another error"), 0
	if err := bound.Do(t.Context(), func() error { runs++; return other }); !errors.Is(err, other) || runs != 1 {
		t.Errorf("%v after %d runs", err, runs)
	}

	given, err := Create(t.Context(), Options{Path: filepath.Join(t.TempDir(), "w.duckdb"), MemoryLimit: "100MB"})
	if err != nil {
		t.Fatal(err)
	}
	defer given.Close()
	if bound, err = given.BoundMemory(t.Context()); err != nil {
		t.Fatal(err)
	}
	runs = 0
	if err := bound.Do(t.Context(), func() error {
		runs++
		_, err := given.DB().ExecContext(t.Context(), sort)
		return err
	}); err == nil || runs != 1 {
		t.Errorf("within a limit that was given: %v after %d runs", err, runs)
	}
}

// The bound is never above what DuckDB takes by itself, as on a small machine: neither at first nor when it is doubled.
func TestBoundMemoryBelowItsOwn(t *testing.T) {
	t.Parallel()
	for own, during := range map[string]string{"100.0 MiB": "100.0 MiB", "200.0 MiB": "128.0 MiB"} {
		w := fresh(t)
		if _, err := w.DB().ExecContext(t.Context(), "SET memory_limit = '"+own+"'"); err != nil {
			t.Fatal(err)
		}
		bound, err := w.BoundMemory(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := memoryLimit(t, w); got != during {
			t.Errorf("own limit %s: bounded to %s, want %s", own, got, during)
		}
		if err := bound.raise(t.Context(), bound.bound); err != nil {
			t.Fatal(err)
		}
		if bound.bound != 0 {
			t.Errorf("own limit %s: still bounded to %d MiB", own, bound.bound)
		}
	}
}

func memoryLimit(t *testing.T, w *Warehouse) (limit string) {
	t.Helper()
	if err := w.DB().QueryRow("SELECT current_setting('memory_limit')").Scan(&limit); err != nil {
		t.Fatal(err)
	}
	return limit
}
