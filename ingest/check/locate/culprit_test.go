package locate

import (
	"testing"

	"gongkai/internal/report"
)

func TestDifference(t *testing.T) {
	for _, test := range []struct {
		printed, needed string
		want            Hint
	}{
		{"0", "11", LeftZero},
		{"31", "37", Confused},
		{"31", "81", Confused},
		{"5", "6", Confused},
		{"60", "69", Confused},
		{"25", "28", Replaced},
		{"12", "21", Transposed},
		{"1234", "1324", Transposed},
		{"119", "1119", Dropped},
		{"11991", "1191", Repeated},
		{"41927", "4127", Added},
		{"10", "1", Added},
		{"100", "10", Repeated},
		{"12", "9", NoHint},
		{"12", "34", NoHint},
		{"-1", "1", NoHint},
		{"1.5", "15", NoHint},
		{"7", "0", Replaced},
		{"1", "7", Confused},
	} {
		printed, err := report.ParseValue(test.printed)
		if err != nil {
			t.Fatal(err)
		}
		needed, err := report.ParseValue(test.needed)
		if err != nil {
			t.Fatal(err)
		}
		if got := difference(printed, needed); got != test.want {
			t.Errorf("%s for %s is %q, want %q", test.printed, test.needed, got, test.want)
		}
	}
}

func TestWho(t *testing.T) {
	for _, test := range []struct {
		raw   string
		state report.State
		want  Culprit
	}{
		{"12", report.Reported, Agency},
		{"１２", report.Reported, Agency},
		{" 012 ", report.Reported, Agency},
		{"12", report.Inferred, Reader},
		{"80 1000081", report.Inferred, Reader},
		{"1 2", report.Reported, Reader},
		{"1\n2", report.Reported, Reader},
		{"1\u30002", report.Reported, Reader},
		{"", report.Reported, Unknown},
		{"12件", report.Reported, Unknown},
		{"0,012", report.Reported, Unknown},
		{"13", report.Reported, Unknown},
	} {
		if got := who(&report.Cell{Raw: test.raw, State: test.state, Value: report.Whole(12)}); got != test.want {
			t.Errorf("%q, %s: %s, want %s", test.raw, test.state, got, test.want)
		}
	}
	if got := who(&report.Cell{Raw: "0", State: report.Reported}); got != Agency {
		t.Errorf("a printed zero: %s", got)
	}
}

func TestNeighbours(t *testing.T) {
	at := func(row, column int) report.Place { return report.Place{Page: 3, Grid: 2, Row: row, Column: column} }
	tests := []struct {
		name           string
		left, right    [2]int64 // printed, needed
		placeA, placeB report.Place
		why            Hint
		who            Culprit
	}{
		{"the border was drawn one digit too far", [2]int64{12, 1}, [2]int64{3, 23}, at(4, 5), at(4, 6), Shared, Reader},
		{"the same, told from the right", [2]int64{3, 23}, [2]int64{12, 1}, at(4, 6), at(4, 5), Shared, Reader},
		{"values changed places", [2]int64{0, 7}, [2]int64{7, 0}, at(4, 5), at(4, 6), Swapped, Agency},
		{"values changed rows", [2]int64{12, 34}, [2]int64{34, 12}, at(5, 5), at(4, 5), Swapped, Agency},
		{"cells that do not touch", [2]int64{12, 1}, [2]int64{3, 23}, at(4, 5), at(4, 7), Added, Agency},
		{"another page", [2]int64{12, 1}, [2]int64{3, 23}, at(4, 5), report.Place{Page: 4, Grid: 2, Row: 4, Column: 6}, Added, Agency},
		{"no place", [2]int64{12, 1}, [2]int64{3, 23}, report.Place{}, report.Place{}, Added, Agency},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			change := func(numbers [2]int64) Change {
				p, n := report.Whole(numbers[0]), report.Whole(numbers[1])
				return Change{Printed: p, Needed: n, Culprit: Agency, Why: difference(p, n)}
			}
			a, b := change(test.left), change(test.right)
			between(&a, &b, test.placeA, test.placeB)
			if a.Why != test.why || a.Culprit != test.who {
				t.Errorf("%s %s, want %s %s", a.Why, a.Culprit, test.why, test.who)
			}
		})
	}
}
