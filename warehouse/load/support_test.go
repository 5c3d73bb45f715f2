package load

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/warehousetest"
)

func info() RunInfo {
	return RunInfo{StartedAt: warehousetest.Noon(), Command: "ingest", ParserVersion: "1", RulesVersion: "1"}
}

// open makes or opens a warehouse with the reference data in it, and closes it with the test.
func open(tb testing.TB, path string) *warehouse.Warehouse {
	tb.Helper()
	w, err := warehouse.Create(tb.Context(), warehouse.Options{Path: path, Now: warehousetest.Noon})
	warehousetest.Opened(tb, w, err)
	if err := SyncReference(tb.Context(), w, reference(tb)); err != nil {
		tb.Fatal(err)
	}
	return w
}

func fresh(tb testing.TB) *warehouse.Warehouse {
	tb.Helper()
	return open(tb, filepath.Join(tb.TempDir(), "w.duckdb"))
}

func formSet(tb testing.TB) *forms.Set {
	tb.Helper()
	set, err := forms.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func ruleSet(tb testing.TB) *rules.Set {
	tb.Helper()
	set, err := rules.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// reference is what every warehouse of these tests is filled with.
func reference(tb testing.TB) Reference {
	tb.Helper()
	return Reference{Forms: formSet(tb), Rules: ruleSet(tb), Regions: regions(tb)}
}

func regions(tb testing.TB) []Region {
	tb.Helper()
	return []Region{
		{Code: "000000", Name: "中华人民共和国", Level: "nation", Kind: "division", ValidFrom: warehousetest.Date(tb, 1949, 10, 1)},
		{Code: "320000", Name: "江苏省", Level: "province", ParentCode: "000000", Kind: "division", ValidFrom: warehousetest.Date(tb, 1953, 1, 1)},
		{Code: "320800", Name: "淮安市", Level: "city", ParentCode: "320000", Kind: "division", ValidFrom: warehousetest.Date(tb, 2001, 2, 1)},
		{
			Code: "320811", Name: "清浦区", Level: "county", ParentCode: "320800", Kind: "division",
			ValidFrom: warehousetest.Date(tb, 1983, 1, 1), ValidTo: warehousetest.Date(tb, 2016, 6, 8), SuccessorCode: "320812",
		},
	}
}

// corpus invents n documents with one report of the 2021 form each: 200 cells, mostly zeros, with places.
func corpus(tb testing.TB, n int) []Document {
	tb.Helper()
	form, ok := formSet(tb).Form("2021")
	if !ok {
		tb.Fatal("no form 2021")
	}
	random := rand.New(rand.NewPCG(1, 2))
	documents := make([]Document, n)
	for i := range documents {
		r := report.Report{
			Title: fmt.Sprintf("机关%d2024年政府信息公开工作年度报告", i), Agency: fmt.Sprintf("机关%d", i),
			RegionCode: "320800", AgencyLevel: "city", AgencyKind: "department", Year: 2024,
			Period: report.Period{From: warehousetest.Date(tb, 2024, 1, 1), To: warehousetest.Date(tb, 2024, 12, 31)},
			Forms:  report.PerSubject[string]{Disclosure: "2021", Request: "2021", Appeal: "2021"},
			Scopes: report.PerSubject[report.Scope]{Disclosure: report.ScopeOwn, Request: report.ScopeOwn, Appeal: report.ScopeOwn},
		}
		for k, p := range form.Positions {
			if p.Role != forms.RoleCell {
				continue
			}
			c := report.Cell{Code: p.Indicator.Code, State: report.Reported, Raw: "0", Place: report.Place{Page: 3, Grid: 1 + k/80, Row: 1 + k/8, Column: 1 + k%8}}
			if random.IntN(5) == 0 {
				v := random.Int64N(3000)
				c.Value, c.Raw = report.Whole(v), fmt.Sprint(v)
			}
			r.Cells = append(r.Cells, c)
		}
		r.Narrative = []report.Section{{Name: "overview", Text: strings.Repeat("全年工作。", 20)}}
		documents[i] = document(fmt.Sprintf("reports/%d.html", i), r.Title, r)
	}
	return documents
}

// document is a file whose bytes are content.
func document(path, content string, reports ...report.Report) Document {
	return Document{
		Path: path, Size: int64(len(content)), ModifiedAt: warehousetest.Noon().Add(123456789), SHA256: warehousetest.SHA(content),
		MediaType: "text/html", Reports: reports,
	}
}

// load loads documents in one batch.
func load(tb testing.TB, r *Run, documents ...Document) BatchSummary {
	tb.Helper()
	s, err := r.Load(tb.Context(), Batch{Documents: documents, RecordedAt: warehousetest.Noon()})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}
