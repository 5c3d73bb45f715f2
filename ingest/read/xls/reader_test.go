package xls

import (
	"flag"
	"testing"

	"gongkai/ingest/read/readtest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestRead reads whole documents. The golden files hold every cell with its place; the truth holds what the
// documents were made from.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"clean", "blank"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), readtest.Load(t, "testdata/"+name+".xls"))
			readtest.Golden(t, doc, "testdata/"+name+".golden.csv", *update)
			want := readtest.Truth(t, "testdata/"+name+".truth.csv")
			got := readtest.Values(t, doc, "自然人", "商业企业", "总计")
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("table three (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCorrupt(t *testing.T) {
	t.Parallel()
	readtest.Corrupt(t, New(), readtest.Load(t, "testdata/clean.xls"))
}

func BenchmarkRead(b *testing.B) {
	readtest.Benchmark(b, New(), readtest.Load(b, "testdata/clean.xls"))
}
