package job

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/report"
	"gongkai/queries/page"
)

func TestCompareCells(t *testing.T) {
	t.Parallel()
	cells := func(pairs ...string) codedCells {
		c := codedCells{cells: map[string]page.StoredCell{}}
		for i := 0; i < len(pairs); i += 2 {
			c.codes = append(c.codes, pairs[i])
			c.cells[pairs[i]] = page.StoredCell{State: report.Reported, Value: pairs[i+1], Raw: pairs[i+1]}
		}
		return c
	}
	cell := func(s page.StoredCell) codedCells {
		return codedCells{[]string{"a"}, map[string]page.StoredCell{"a": s}}
	}
	one := cells("a", "1")
	for _, tc := range []struct {
		name         string
		stored, read codedCells
		cells        int
		codes        []string // that differ
	}{
		{"same", cells("a", "1", "b", "2"), cells("b", "2", "a", "1"), 2, nil},
		{"another value", cells("a", "1"), cells("a", "2"), 1, []string{"a"}},
		{"gone", cells("a", "1"), cells(), 1, []string{"a"}},
		{"new", cells(), cells("a", "1"), 1, []string{"a"}},
		{"another state", one, cell(page.StoredCell{State: report.Inferred, Value: "1", Raw: "1"}), 1, []string{"a"}},
		{"another place", one, cell(page.StoredCell{State: report.Reported, Value: "1", Raw: "1", Place: report.Place{Row: 1}}), 1, []string{"a"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			v := compareCells(tc.stored, tc.read)
			var codes []string
			for _, d := range v.Differences {
				codes = append(codes, d.Code)
			}
			if diff := cmp.Diff(tc.codes, codes); diff != "" || v.Cells != tc.cells {
				t.Errorf("%d cells, want %d; (-want +got):\n%s", v.Cells, tc.cells, diff)
			}
		})
	}
}

func TestContainers(t *testing.T) {
	t.Parallel()
	want := []string{"/a!b/c.zip!d.html", "/a", "/a!b/c.zip"}
	if diff := cmp.Diff(want, containers("/a!b/c.zip!d.html")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
