package page

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/messages"
	"gongkai/config/regions"
	"gongkai/internal/report"
)

func text(s string) *string { return &s }

// received is an invented report of a body of 洪泽区: the requests that it received, and how many of them were denied.
func received(agency, kind string, year int, received, denied string) report.Report {
	cell := func(code, raw string, row int) report.Cell {
		c := report.Cell{Code: code, State: report.Reported, Raw: raw, Place: report.Place{Grid: 2, Row: row, Column: 10}}
		if raw == "" {
			c.State = report.Blank
		}
		c.Value, _ = report.ParseValue(raw)
		return c
	}
	scope := report.ScopeOwn
	if kind == "government" {
		scope = report.ScopeArea
	}
	hash := sha256.Sum256([]byte(agency + strconv.Itoa(year)))
	return report.Report{
		Path: agency + ".html", SHA256: hex.EncodeToString(hash[:]), Title: agency + "年度报告",
		Agency: agency, AgencyLevel: "county", AgencyKind: kind, RegionCode: "320813", Year: year,
		PublishedOn: report.Date{Year: year + 1, Month: time.January, Day: 20},
		Scopes:      report.PerSubject[report.Scope]{Disclosure: scope, Request: scope, Appeal: scope},
		Forms:       report.PerSubject[string]{Request: "2021"},
		Cells:       []report.Cell{cell("request.received.total", received, 3), cell("request.denied.total", denied, 5)},
	}
}

// The pages of one small world: a district with a government office and a department, of which the department is late in 2024.
func TestPages(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	w := newWarehouse(t,
		received("淮安市洪泽区财政局", "department", 2023, "10", "3"),
		received("淮安市洪泽区财政局", "department", 2024, "12", ""),
		received("淮安市洪泽区民政局", "department", 2023, "5", "0"),
	)
	source := Source(w.DB().QueryContext)
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	district, err := FindRegion(table, "洪泽区", 2024)
	if err != nil {
		t.Fatal(err)
	}

	t.Run("region", func(t *testing.T) {
		reading := Reading{Values: "published", Boundaries: "year"}
		p, err := ReadRegion(ctx, source, RegionOptions{Region: district, Year: 2024, Reading: reading, Language: messages.English})
		if err != nil {
			t.Fatal(err)
		}
		if p.Path != "江苏省淮安市洪泽区" || p.Reading != reading || p.Known.Reports != 1 {
			t.Errorf("path %s, reading %v, %d reports", p.Path, p.Reading, p.Known.Reports)
		}
		got := map[string]string{}
		for _, n := range p.Totals {
			if n.Subject == "request" && n.Value != nil {
				got[n.Label] = *n.Value + " " + n.Basis
			}
		}
		// 2024 has a blank for what was denied: that is no zero, and no total either.
		if diff := cmp.Diff(map[string]string{"requests newly received this year": "12 built"}, got); diff != "" {
			t.Errorf("totals (-want +got):\n%s", diff)
		}
		var missing []string // the second is the government of the district, of which nobody knows a name
		for i := range p.Missing {
			missing = append(missing, p.Missing[i].Kind+" "+p.Missing[i].Name())
		}
		if diff := cmp.Diff([]string{"body 淮安市洪泽区民政局", "body "}, missing); diff != "" {
			t.Errorf("missing (-want +got):\n%s", diff)
		}
	})

	t.Run("year of a region", func(t *testing.T) {
		asked := RegionYear{Text: "洪泽区", Now: 2025}
		region, err := asked.Region()
		if err != nil {
			t.Fatal(err)
		}
		region, year, err := asked.Settle(ctx, source, region)
		if region.Code != "320813" || year != 2024 || err != nil {
			t.Errorf("%s in %d: %v, want 320813 in 2024", region.Code, year, err)
		}
	})

	t.Run("agency", func(t *testing.T) {
		body, err := FindAgency(ctx, source, "淮安市洪泽区财政局", "")
		if err != nil {
			t.Fatal(err)
		}
		p, err := ReadAgency(ctx, source, messages.Chinese, body.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Years) != 2 || !p.Years[1].HasReport || len(p.Versions) != 2 || !p.Versions[1].Counts {
			t.Errorf("years %+v, versions %+v", p.Years, p.Versions)
		}
		want := []AgencyMeasure{
			{Values: map[string]*string{"2023": text("10"), "2024": text("12")}, States: map[string]string{"2023": "reported", "2024": "reported"}},
			{Values: map[string]*string{"2023": text("3"), "2024": nil}, States: map[string]string{"2023": "reported", "2024": "blank"}},
		}
		for i, code := range []string{"request.received.total", "request.denied.total"} {
			want[i].Code = code
		}
		for i := range p.Measures {
			p.Measures[i].Label, p.Measures[i].Unit = "", ""
		}
		if diff := cmp.Diff(want, p.Measures); diff != "" {
			t.Errorf("measures (-want +got):\n%s", diff)
		}
	})

	t.Run("no such agency", func(t *testing.T) {
		_, err := FindAgency(ctx, source, "财政局", "")
		var refused *NotFound
		if !errors.As(err, &refused) {
			t.Fatalf("%v, want a refusal", err)
		}
		if diff := cmp.Diff(&NotFound{What: WhatAgency, Text: "财政局", Near: []string{"淮安市洪泽区财政局"}}, refused); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})

	t.Run("list of agencies", func(t *testing.T) {
		list, err := ListAgencies(ctx, source, AgencyListOptions{Region: "320800", Year: 2024})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, one := range list.Agencies {
			got[one.Name] = one.Standing
		}
		if diff := cmp.Diff(map[string]string{"淮安市洪泽区财政局": "reported", "淮安市洪泽区民政局": "missing"}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if list.Known.Reports != 1 || list.Known.LastYear != 2023 {
			t.Errorf("known %+v", list.Known)
		}
	})

	t.Run("explanation", func(t *testing.T) {
		asked := ExplainOptions{
			Code: "request.received.total", Region: "洪泽区", Year: 2023, Now: 2025, Reading: Reading{Values: "published", Boundaries: "year"},
		}
		x, err := Explain(ctx, source, say(t, messages.Chinese), asked)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		x.EachReport(func(m *ExplainedMember) {
			if len(m.Cells) != 1 || m.Value == nil {
				t.Fatalf("a member without its cell: %+v", m)
			}
			got[m.Agency] = *m.Value + " from row " + strconv.Itoa(m.Cells[0].Place.Row)
		})
		want := map[string]string{
			"淮安市洪泽区财政局": "10 from row 3", "淮安市洪泽区民政局": "5 from row 3",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("members (-want +got):\n%s", diff)
		}
		asked.Code = "received.total"
		_, err = Explain(ctx, source, say(t, messages.Chinese), asked)
		var refused *NotFound
		if !errors.As(err, &refused) || refused.What != WhatIndicator || !slices.Contains(refused.Near, "request.received.total") {
			t.Errorf("%s: %v, want a refusal that names what is near", asked.Code, err)
		}
	})

	t.Run("two years", func(t *testing.T) {
		c, err := CompareAgencies(ctx, source, CompareOptions{Text: "淮安市洪泽区财政局", From: 2023, To: 2024})
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range c.Cells {
			switch v.Code {
			case "request.received.total":
				if diff := cmp.Diff([]*string{text("10"), text("12"), text("2")}, []*string{v.FromValue, v.ToValue, v.Change}); diff != "" {
					t.Errorf("received (-want +got):\n%s", diff)
				}
			case "request.denied.total":
				if v.ToValue != nil || v.Change != nil || v.ToState == nil || *v.ToState != "blank" {
					t.Errorf("denied: %+v, want a blank and no change", v)
				}
			}
		}
		_, err = CompareAgencies(ctx, source, CompareOptions{Text: "淮安市洪泽区财政局", From: 2010, To: 2011})
		if nothing := (&NothingToCompare{}); !errors.As(err, &nothing) || nothing.Name != "淮安市洪泽区财政局" {
			t.Errorf("2010 and 2011: %v, want a refusal", err)
		}
	})
}

func TestListRegions(t *testing.T) {
	t.Parallel()
	table, err := regions.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	list, err := ListRegions(table, RegionListOptions{Text: "莱芜市", Year: 2018})
	if err != nil || len(list.Regions) == 0 || list.Regions[0].Path != "山东省莱芜市" || list.Regions[0].Successor == nil {
		t.Errorf("莱芜市 in 2018: %+v, %v", list, err)
	}
	_, err = ListRegions(table, RegionListOptions{Text: "莱芜市", Year: 2023})
	if refused := (&NotInYear{}); !errors.As(err, &refused) {
		t.Errorf("莱芜市 in 2023: %v, want a refusal", err)
	}
	list, err = ListRegions(table, RegionListOptions{Level: "province", Year: 2023})
	if len(list.Regions) != 31 || err != nil {
		t.Errorf("%d provinces, want 31, %v", len(list.Regions), err)
	}
}
