package record

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/warehouse/warehousetest"
)

// entries is one of each, as a person records them together.
func entries(at time.Time) Entries {
	old := Body{Name: "淮安市工商局", RegionCode: "320800", Level: "city", Kind: "department"}
	successor := Body{Name: "淮安市市场监督管理局", RegionCode: "320800", Level: "city", Kind: "department"}
	yes := true
	return Entries{
		Who: "张三", RecordedAt: at,
		Bodies: []Body{old, successor, successor},
		Overrides: []Override{
			{SHA256: "a1", Field: "region_code", Value: "320800", Why: "看过原件"},
			{SHA256: "a1", Ordinal: 2, Field: "scope", Value: "own"},
		},
		Aliases:    []Alias{{AgencyID: successor.ID(), Name: "淮安市市监局"}, {AgencyID: successor.ID(), Name: successor.Name}},
		Changes:    []AgencyChange{{AgencyID: old.ID(), Name: old.Name, Level: old.Level, Kind: old.Kind, ValidTo: "2019-01-31", Since: "2019-02-01"}},
		Successors: []Successor{{AgencyID: old.ID(), SuccessorID: successor.ID(), Since: "2019-02-01"}},
		Register:   []RegisterEntry{{AgencyID: successor.ID(), Year: 2023, Status: "expected", Contact: "李四 0517-1", Receipts: &yes}},
		Deadlines: []Deadline{
			{Purpose: "file", Level: "county", Body: "government", RegionCode: "320800", Month: 2, Day: 10, FromYear: 2020, Source: "淮政办函"},
			{Purpose: "publish", Level: "city", Body: "department", FromYear: 2020, Source: "淮政办函"}, // takes back what is not there
		},
		Looks: []Look{
			{AgencyID: successor.ID(), RegionCode: "320800", Year: 2023, Address: "https://example.org/", LookedOn: "2024-03-01"},
			{RegionCode: "320803", Year: 2023, Address: "https://example.org/", LookedOn: "2024-03-01"},
			{RegionCode: "320803", Year: 2022, Address: "https://example.org/", LookedOn: "2024-03-01", IsWithdrawn: true}, // nobody said so
		},
	}
}

func enterTables() []string {
	return []string{"agency", "override", "agency_alias", "agency_change", "agency_successor", "agency_register", "deadline", "looked_at"}
}

func TestEnter(t *testing.T) {
	w := fresh(t)
	ctx := t.Context()
	dry := entries(warehousetest.Noon())
	dry.DryRun = true
	wrote := EntrySummary{Bodies: 2, Overrides: 2, Aliases: 1, Changes: 1, Successors: 1, Register: 1, Deadlines: 1, Looks: 2, Unchanged: 3}
	before := warehousetest.Dump(t, w.DB(), enterTables()...)
	got, err := Enter(ctx, w, dry)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wrote, got); diff != "" {
		t.Errorf("dry run (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, warehousetest.Dump(t, w.DB(), enterTables()...)); diff != "" {
		t.Errorf("a dry run wrote (-want +got):\n%s", diff)
	}
	if got, err = Enter(ctx, w, entries(warehousetest.Noon())); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wrote, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	// The same again writes nothing, whenever.
	once := warehousetest.Dump(t, w.DB(), enterTables()...)
	if got, err = Enter(ctx, w, entries(warehousetest.Noon().Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(EntrySummary{Unchanged: 12}, got); diff != "" {
		t.Errorf("again (-want +got):\n%s", diff)
	}
	if got.Changed() {
		t.Error("nothing changed, and it says so")
	}
	if diff := cmp.Diff(once, warehousetest.Dump(t, w.DB(), enterTables()...)); diff != "" {
		t.Errorf("again (-want +got):\n%s", diff)
	}
}

// A later entry is a new row that the earlier one stays beside, also where the clock was set back.
func TestEnterAgain(t *testing.T) {
	w := fresh(t)
	ctx := t.Context()
	if _, err := Enter(ctx, w, entries(warehousetest.Noon())); err != nil {
		t.Fatal(err)
	}
	again := Entries{
		Who: "李四", RecordedAt: warehousetest.Noon().Add(-time.Hour),
		Overrides: []Override{{SHA256: "a1", Field: "region_code", Value: ""}, {SHA256: "b2", Field: "agency", Value: ""}},
		Register:  []RegisterEntry{{AgencyID: AgencyID("淮安市市场监督管理局", "320800"), Year: 2023, Status: "exempt"}},
		Aliases:   []Alias{{AgencyID: AgencyID("淮安市工商局", "320800"), Name: "淮安市市监局"}},
		Deadlines: []Deadline{
			{Purpose: "file", Level: "county", Body: "government", RegionCode: "320800", FromYear: 2022, Source: "x"}, // some years
		},
		Looks: []Look{{RegionCode: "320803", Year: 2023, Address: "https://example.org/", LookedOn: "2024-03-01", IsWithdrawn: true}},
	}
	got, err := Enter(ctx, w, again)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(EntrySummary{Overrides: 1, Register: 1, Aliases: 1, Deadlines: 1, Looks: 1, Unchanged: 1}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := []string{"320800 张三", " 李四"}
	if diff := cmp.Diff(want, warehousetest.Column(t, w.DB(), "SELECT value || ' ' || who FROM override WHERE field = 'region_code' ORDER BY recorded_at")); diff != "" {
		t.Errorf("overrides in their order (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"expected", "exempt"}, warehousetest.Column(t, w.DB(), "SELECT status FROM agency_register ORDER BY recorded_at")); diff != "" {
		t.Errorf("register in its order (-want +got):\n%s", diff)
	}
	// The second entry says nothing of receipts, and what was said stays.
	receipts := warehousetest.Column(t, w.DB(), "SELECT receipts::VARCHAR FROM agency_register")
	if diff := cmp.Diff([]string{"true", "true"}, receipts); diff != "" {
		t.Errorf("receipts (-want +got):\n%s", diff)
	}
	// What was taken back for some years can be said again just as it was.
	back := Entries{Who: "李四", RecordedAt: warehousetest.Noon(), Deadlines: entries(warehousetest.Noon()).Deadlines[:1]}
	if got, err = Enter(ctx, w, back); err != nil || got.Deadlines != 1 {
		t.Errorf("said again: %+v, %v", got, err)
	}
}

// Whoever takes over from a body is a successor of all before it, in whatever order the links are told.
func TestEnterSuccessorsInARow(t *testing.T) {
	body := func(name string) Body {
		return Body{Name: name, RegionCode: "320800", Level: "city", Kind: "department"}
	}
	a, b, c, d := body("a"), body("b"), body("c"), body("d")
	link := func(from, to Body, since string) Successor {
		return Successor{AgencyID: from.ID(), SuccessorID: to.ID(), Since: since}
	}
	links := []Successor{link(a, b, "2009-01-01"), link(b, c, "2014-01-01"), link(c, d, "2019-02-01")}
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {0, 2, 1}} {
		w := fresh(t)
		for _, i := range order {
			e := Entries{Who: "张三", RecordedAt: warehousetest.Noon(), Bodies: []Body{a, b, c, d}, Successors: []Successor{links[i]}}
			if _, err := Enter(t.Context(), w, e); err != nil {
				t.Fatal(err)
			}
		}
		got := warehousetest.Column(t, w.DB(), `SELECT f.name || h.name || ' ' || strftime(s.since, '%Y') FROM agency_successor s
			JOIN agency f ON f.agency_id = s.agency_id JOIN agency h ON h.agency_id = s.successor_id ORDER BY 1`)
		want := []string{"ab 2009", "ac 2014", "ad 2019", "bc 2014", "bd 2019", "cd 2019"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("order %v (-want +got):\n%s", order, diff)
		}
	}
}

func TestEnterNeedsAPerson(t *testing.T) {
	w := fresh(t)
	e := entries(warehousetest.Noon())
	e.Who = " "
	if _, err := Enter(t.Context(), w, e); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("error %v", err)
	}
	e = entries(warehousetest.Noon())
	e.Successors[0].Since = "no day"
	before := warehousetest.Dump(t, w.DB(), enterTables()...)
	if _, err := Enter(t.Context(), w, e); err == nil {
		t.Error("a day that is none was taken")
	}
	if diff := cmp.Diff(before, warehousetest.Dump(t, w.DB(), enterTables()...)); diff != "" {
		t.Errorf("half of it was written (-want +got):\n%s", diff)
	}
}
