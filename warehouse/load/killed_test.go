package load

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/warehouse"
	"gongkai/warehouse/warehousetest"
)

// TestMain is also the program of the child process: a kill needs a process of its own.
func TestMain(m *testing.M) {
	if path := os.Getenv("LOAD_CHILD"); path != "" {
		childKilledInLoad(path)
		os.Exit(3)
	}
	os.Exit(m.Run())
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
	w, err := warehouse.Open(ctx, warehouse.Options{Path: path})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	run := Begin(w, info())
	run.loader = killing{run.loader, new(int)}
	t := &testing.T{} // for the corpus only, which cannot fail
	documents := corpus(t, 3*400)
	for i := 0; i < len(documents); i += 400 {
		if _, err := run.Load(ctx, Batch{Documents: documents[i : i+400], RecordedAt: warehousetest.Noon()}); err != nil {
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
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), "LOAD_CHILD="+path)
	child.Stderr = os.Stderr
	err := child.Run()
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
	got := warehousetest.Counts(t, w.DB())
	for table := range got {
		if _, ok := want[table]; !ok {
			delete(got, table)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows after the kill (-want +got):\n%s", diff)
	}
	torn := warehousetest.Column(t, w.DB(), `SELECT b.batch_id::VARCHAR FROM batch b
		WHERE b.cells <> (SELECT count(*) FROM cell c JOIN report_version v USING (version_id) WHERE v.batch_id = b.batch_id)
		   OR b.documents <> (SELECT count(*) FROM document d WHERE d.batch_id = b.batch_id)`)
	if len(torn) > 0 {
		t.Errorf("batches in part: %v", torn)
	}
	s := load(t, Begin(w, info()), corpus(t, 1200)[800:]...)
	if s.BatchID != 3 || s.Reports != 400 {
		t.Errorf("the lost batch, loaded again: %+v", s)
	}
}
