package warehouse_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
	"gongkai/warehouse/snapshot"
	"gongkai/warehouse/warehousetest"
)

// TestMain is also the program of the child process: a lock needs a process of its own.
func TestMain(m *testing.M) {
	if path := os.Getenv("WAREHOUSE_CHILD"); path != "" {
		childHolds(path)
		os.Exit(3)
	}
	os.Exit(m.Run())
}

// childHolds keeps the warehouse open, publishes once, and waits until its standard input ends.
func childHolds(path string) {
	w, err := warehouse.Create(context.Background(), warehouse.Options{Path: path})
	if err != nil {
		fmt.Println("error:", err)
		return
	}
	if _, err := snapshot.Publish(context.Background(), w); err != nil {
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
	holder := exec.CommandContext(t.Context(), os.Args[0])
	holder.Env = append(os.Environ(), "WAREHOUSE_CHILD="+path)
	holder.Stderr = os.Stderr
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
		open func() (*warehouse.Warehouse, error)
	}{
		{"writer", func() (*warehouse.Warehouse, error) {
			return warehouse.Create(t.Context(), warehouse.Options{Path: path})
		}},
		{"reader of the file itself", func() (*warehouse.Warehouse, error) {
			return warehouse.Open(t.Context(), warehouse.Options{Path: path, ReadOnly: true})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.open()
			if !errors.Is(err, fault.ErrLocked) || !strings.Contains(err.Error(), want) {
				t.Errorf("error %v, want a lock held by %s", err, want)
			}
		})
	}
	current, err := snapshot.Current(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := warehouse.Open(t.Context(), warehouse.Options{Path: current, ReadOnly: true})
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
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path})
	if err != nil {
		t.Fatalf("after the holder ended: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestCloseLeavesOneFile(t *testing.T) {
	folder := t.TempDir()
	w, err := warehouse.Create(t.Context(), warehouse.Options{Path: filepath.Join(folder, "w.duckdb")})
	if err != nil {
		t.Fatal(err)
	}
	loadOne(t, w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 || entries[0].Name() != "w.duckdb" {
		t.Errorf("files %v, %v, want the warehouse alone", entries, err)
	}
}

// A batch can be loaded into a warehouse of every earlier schema, once it is migrated.
func TestLoadAfterUpgrade(t *testing.T) {
	last, err := warehouse.SchemaVersion()
	if err != nil {
		t.Fatal(err)
	}
	for version := 1; version <= last; version++ {
		t.Run(fmt.Sprint("from ", version), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "w.duckdb")
			warehouse.OlderFile(t, path, version)
			w, err := warehouse.Create(t.Context(), warehouse.Options{Path: path})
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			loadOne(t, w)
		})
	}
}

// loadOne loads the reference data and a document with one report.
func loadOne(t *testing.T, w *warehouse.Warehouse) {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	known, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	if err := load.SyncReference(t.Context(), w, load.Reference{Forms: set, Rules: known}); err != nil {
		t.Fatal(err)
	}
	now := warehousetest.Noon()
	s, err := load.Begin(w, load.RunInfo{StartedAt: now, Command: "ingest", ParserVersion: "1", RulesVersion: "1"}).Load(t.Context(), load.Batch{
		RecordedAt: now,
		Documents: []load.Document{{Path: "new.html", ModifiedAt: now, SHA256: warehousetest.SHA("new"), Reports: []report.Report{{
			Agency: "淮安市教育局", RegionCode: "320800", Year: 2024,
			Cells: []report.Cell{{Code: "request.received.total", State: report.Reported, Value: report.Whole(7), Raw: "7"}},
		}}}},
	})
	if err != nil || s.Reports != 1 || s.Cells != 1 {
		t.Errorf("%+v, %v, want one report", s, err)
	}
}
