package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const output = `goos: linux
goarch: amd64
pkg: gongkai/warehouse
cpu: Some Processor
BenchmarkLoad/arrow/threads=1-2         	       1	2000000000 ns/op	  1500000 cells/s	   12 allocs/op
BenchmarkLoad/arrow/threads=1-2         	       1	1000000000 ns/op	  3000000 cells/s	   12 allocs/op
BenchmarkLoad/arrow/threads=1-2         	       1	1500000000 ns/op	  2000000 cells/s	   12 allocs/op
--- FAIL: BenchmarkBroken
PASS
pkg: gongkai/ingest
BenchmarkOf_one-2 	     100	      5120 ns/op
`

func TestWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	page := "# Speed\n\n" + begin + "old\n" + end + "\nafter\n"
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := write(strings.NewReader(output), path, "abc", "2026-11-26"); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "# Speed\n\n" + begin + `Measured on 2026-11-26, version abc, linux/amd64, Some Processor.

| package | benchmark | time | more |
|---|---|--:|---|
| warehouse | Load/arrow/threads=1 | 1.5 s (1 s to 2 s) | 2.00 M (1.50 M to 3.00 M) cells/s, 12 (12 to 12) allocs/op |
| ingest | Of\_one | 5.12 µs |  |

Failed and not in the table: BenchmarkBroken
` + end + "\nafter\n"
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWriteRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	if err := os.WriteFile(path, []byte("no place\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, in := range map[string]string{"a page without a place": output, "no benchmark": "PASS\n"} {
		if err := write(strings.NewReader(in), path, "", ""); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
