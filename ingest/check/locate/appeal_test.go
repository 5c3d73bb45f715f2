package locate

import (
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"gongkai/internal/report"
	"gongkai/testdata/reports"
)

// appeal returns a table 四 from its three groups of five numbers.
func appeal(groups ...[5]int64) counts {
	out := counts{}
	for i, item := range []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"} {
		for j, heading := range []string{"upheld", "corrected", "other", "pending", "total"} {
			out["appeal."+item+"."+heading] = groups[i][j]
		}
	}
	return out
}

func TestAppealGroups(t *testing.T) {
	p := tableOf(t, "2021", "appeal")
	tests := []struct {
		name   string
		table  counts
		status Status
		want   []string // the readings, a group after the other, those of the total first
		put    []string // the suggestions
	}{
		{"closes", appeal([5]int64{1, 2, 3, 4, 10}, [5]int64{}, [5]int64{0, 1, 0, 0, 1}), Closes, nil, nil},
		{
			"two totals left at zero, as 洪泽 2023 prints",
			appeal([5]int64{10, 1, 0, 0, 0}, [5]int64{}, [5]int64{5, 0, 0, 0, 0}), Ambiguous,
			[]string{"reconsideration.total 11", "litigation_after_reconsideration.total 5", "litigation_after_reconsideration.upheld 0"},
			[]string{"appeal.reconsideration.total 11 agency", "appeal.litigation_after_reconsideration.total 5 agency"},
		},
		{
			"a total or a part",
			appeal([5]int64{7, 1, 0, 0, 6}, [5]int64{}, [5]int64{}), Ambiguous,
			[]string{"reconsideration.total 8", "reconsideration.upheld 5"},
			nil,
		},
		{
			"any part may lack what the total has",
			appeal([5]int64{}, [5]int64{0, 0, 0, 0, 3}, [5]int64{}), Ambiguous,
			[]string{
				"litigation_direct.total 0", "litigation_direct.upheld 3", "litigation_direct.corrected 3",
				"litigation_direct.other 3", "litigation_direct.pending 3",
			},
			nil,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			cells := test.table.cells()
			result := p.explain(cells)
			var got, put []string
			var all []Explanation
			for _, g := range result.Groups {
				if !strings.HasSuffix(g.Total, ".total") {
					t.Errorf("the total of the group is %q", g.Total)
				}
				for _, e := range g.Explanations {
					got = append(got, strings.TrimPrefix(e.Changes[0].Code, "appeal.")+" "+e.Changes[0].Needed.String())
				}
				if e, ok := g.Suggested(); ok {
					put = append(put, e.Changes[0].Code+" "+e.Changes[0].Needed.String()+" "+string(e.Changes[0].Culprit))
					all = append(all, e)
				}
			}
			if result.Status != test.status || !slices.Equal(got, test.want) || !slices.Equal(put, test.put) {
				t.Errorf("%s, readings %q, suggestions %q; want %s, %q, %q", result.Status, got, put, test.status, test.want, test.put)
			}
			if len(all) == len(result.Groups) && !closes(p.relations, changed(cells, all...)) {
				t.Errorf("the suggestions do not close the table")
			}
		})
	}
}

// Any group with a wrong number is named, and the right reading is among those given.
func TestEveryWrongAppealCellIsInItsGroup(t *testing.T) {
	p := tableOf(t, "2021", "appeal")
	for _, code := range p.codes {
		for _, n := range []int64{0, 3, 9, 31} {
			table := appeal([5]int64{4, 0, 2, 1, 7}, [5]int64{1, 0, 0, 0, 1}, [5]int64{0, 0, 5, 0, 5})
			was := table[code]
			if table[code] = n; n == was {
				continue
			}
			result := p.explain(table.cells())
			if len(result.Groups) != 1 || !strings.HasPrefix(code, strings.TrimSuffix(result.Groups[0].Total, "total")) ||
				!slices.ContainsFunc(result.Groups[0].Explanations, func(e Explanation) bool { return e.is(counts{code: was}) }) {
				t.Errorf("%s is %d in place of %d: %+v", code, n, was, result)
			}
		}
	}
}

// published returns the cells of a real report.
func published(t *testing.T, file string) map[string]*report.Cell {
	t.Helper()
	data, err := fs.ReadFile(reports.Files(), "cells.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	cells := map[string]*report.Cell{}
	for _, row := range rows {
		if row[0] != file {
			continue
		}
		cell := &report.Cell{Code: row[1], State: report.Blank, Raw: row[2]}
		if row[2] != "" {
			if cell.Value, err = report.ParseValue(row[2]); err != nil {
				t.Fatal(err)
			}
			cell.State = report.Reported
		}
		cells[row[1]] = cell
	}
	if len(cells) == 0 {
		t.Fatalf("there are no cells of %s", file)
	}
	return cells
}

func TestRealReports(t *testing.T) {
	for _, test := range []struct {
		file, form string
		subject    report.Subject
		want       Status
		leftOut    int
	}{
		{"suqian_city_2023.txt", "2021", "request", Closes, 0},
		{"suqian_city_2023.txt", "2021", "appeal", Closes, 0},
		{"pingtan_zone_2023.txt", "2021", "request", Closes, 0},
		{"pingtan_zone_2023.txt", "2021", "appeal", Closes, 0},
		// 上海 2019 leaves zeros blank, and the totals of the detail rows too: nothing fails and nothing is relaxed.
		{"shanghai_general_office_2019.html", "2019", "request", Closes, 35},
	} {
		t.Run(test.file+" "+string(test.subject), func(t *testing.T) {
			got := tableOf(t, test.form, test.subject).explain(published(t, test.file))
			if got.Status != test.want || got.LeftOut != test.leftOut || len(got.Groups) > 0 || got.Relaxed || len(got.Impossible) > 0 || len(got.Given) > 0 {
				t.Errorf("got %+v", got)
			}
		})
	}
}
