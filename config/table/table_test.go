package table

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		name, file string
		rows       [][]string
		err        string
	}{
		{name: "rows", file: "code,name\n32,江苏省\n35,\"福建,省\"\n", rows: [][]string{{"32", "江苏省"}, {"35", "福建,省"}}},
		{name: "a header alone", file: "code,name\n", rows: [][]string{}},
		{name: "empty", file: "", err: "t.csv: the header must be code,name"},
		{name: "columns in another order", file: "name,code\n江苏省,32\n", err: "t.csv: the header must be code,name"},
		{name: "a column more", file: "code,name,level\n32,江苏省,province\n", err: "t.csv: the header must be code,name"},
		{name: "a short row", file: "code,name\n32\n", err: "t.csv: record on line 2: wrong number of fields"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := Read(fstest.MapFS{"t.csv": {Data: []byte(c.file)}}, "t.csv", "code", "name")
			if diff := cmp.Diff(c.rows, rows); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			text := ""
			if err != nil {
				text = err.Error()
			}
			if text != c.err {
				t.Errorf("error %q, want %q", text, c.err)
			}
		})
	}
	if _, err := Read(fstest.MapFS{}, "t.csv"); err == nil || err.Error() != "open t.csv: file does not exist" {
		t.Errorf("a missing file: %v", err)
	}
}
