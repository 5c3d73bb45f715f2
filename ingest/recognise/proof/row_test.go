package proof

import (
	"testing"

	"gongkai/internal/report"
)

func TestRow(t *testing.T) {
	tests := []struct {
		name   string
		values []int64
		n      int // numbers a group, 0 for one row
		want   bool
	}{
		{"a row that adds up", []int64{80, 1, 0, 0, 0, 0, 81}, 0, true},
		{"shifted by one column", []int64{0, 80, 1, 0, 0, 0, 81}, 0, true},
		{"shifted against its total", []int64{80, 1, 0, 0, 0, 81, 0}, 0, false},
		{"nothing but zeros", []int64{0, 0, 0}, 0, true},
		{"a total alone", []int64{4}, 0, false},
		{"no number", nil, 0, true},
		{"three tracks", []int64{1, 0, 1, 2, 3, 5, 0, 0, 0}, 3, true},
		{"a track that does not add up", []int64{1, 0, 1, 2, 3, 6, 0, 0, 0}, 3, false},
		{"a track that the page cuts off", []int64{1, 0, 1, 2, 3}, 3, true},
	}
	for _, test := range tests {
		values := make([]report.Value, len(test.values))
		for i, v := range test.values {
			values[i] = report.Whole(v)
		}
		got := Row(values)
		if test.n > 0 {
			got = Groups(values, test.n)
		}
		if got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
}

func TestColumn(t *testing.T) {
	balance := Column{Left: []string{"received", "carried_in"}, Right: []string{"concluded", "carried_out"}}
	values := map[string]int64{"received": 7, "carried_in": 2, "concluded": 8, "carried_out": 1}
	of := func(item string) report.Value { return report.Whole(values[item]) }
	if !balance.Closes(of) {
		t.Error("7 + 2 = 8 + 1 does not close")
	}
	values["carried_out"] = 2
	if balance.Closes(of) {
		t.Error("7 + 2 = 8 + 2 closes")
	}
	if !balance.Has("concluded") || balance.Has("granted") {
		t.Error("the relation has other rows than those given")
	}
}
