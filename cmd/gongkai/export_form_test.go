package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/config/forms"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/rows/rowstest"
	"gongkai/warehouse/snapshot"
)

// formBooks ingests a real report and returns the workbooks that the options ask for, by file name.
func formBooks(t *testing.T, document string, o exportOptions) (map[string]*excelize.File, reviewWarehouse) {
	t.Helper()
	w := reviewWarehouse{t, filepath.Join(t.TempDir(), "w.duckdb")}
	w.must("ingest", "../../testdata/reports/"+document)
	path, err := snapshot.Current(w.path)
	if err != nil {
		t.Fatal(err)
	}
	a := &app{say: english(t)}
	read, err := a.options(o.reading)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := a.exportDocuments(t.Context(), path, o, read)
	if err != nil {
		t.Fatal(err)
	}
	books := map[string]*excelize.File{}
	for _, d := range documents {
		book := rowstest.Open(t, d.Content)
		books[d.Path] = book
	}
	return books, w
}

// rowsOf returns the rows of a query.
func (w reviewWarehouse) rowsOf(query string) (rows []map[string]any) {
	w.t.Helper()
	if err := json.Unmarshal([]byte(w.must("sql", "--format", "json", query)), &rows); err != nil {
		w.t.Fatal(err)
	}
	return rows
}

// Every number of an area stands where the form has it, and a gap is empty.
func TestFormOfAnArea(t *testing.T) {
	long(t)
	t.Parallel()
	books, w := formBooks(t, "suqian_city_2023.txt", exportOptions{regions: []string{"宿迁市"}, year: 2023})
	book := books["xlsx/area_321300_2023.xlsx"]
	want := map[string]string{}
	for _, row := range w.rowsOf(`SELECT subject || '.' || item || '.' || heading AS code, value FROM internal.region_indicator
		WHERE region_code = '321300' AND year = 2023 AND preferred`) {
		if v, ok := row["value"].(float64); ok {
			want[row["code"].(string)] = strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	got := readForm(t, book, "2021")
	if len(got) != 200 {
		t.Errorf("%d cells, want 200", len(got))
	}
	filled := 0
	for code, text := range got {
		if text != want[code] {
			t.Errorf("%s: %q, want %q", code, text, want[code])
		}
		if text != "" {
			filled++
		}
	}
	if filled != 192 {
		t.Errorf("%d cells have a number, want all of 表二 and 表三, and the 7 of 表四 that the page does not cut off", filled)
	}
	for cell, text := range map[string]string{"A1": "宿迁市 2023 收到和处理政府信息公开申请情况", "D3": "申请人情况", "E4": "法人或其他组织", "J6": "3511"} {
		if got, err := book.GetCellValue("Requests", cell); err != nil || got != text {
			t.Errorf("%s: %q (%v), want %q", cell, got, err, text)
		}
	}
	merged, err := book.GetMergeCells("Requests", true)
	if err != nil || len(merged) != 21 {
		t.Errorf("%d merged areas (%v), want 21", len(merged), err)
	}
	notes := rowstest.FirstColumn(t, book, "Requests")
	for _, want := range []string{"Layout: 国办公开办函〔2021〕30号", "Basis: published", "Coverage: 1 of 1 members"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in %s", want, notes)
		}
	}
	if notes := rowstest.FirstColumn(t, book, "Appeals"); !strings.Contains(notes, "Cells without a value: 8") {
		t.Errorf("the cut table does not say so: %s", notes)
	}
}

// A sum from below says that it misses members, and marks the numbers.
func TestFormOfASumFromBelow(t *testing.T) {
	long(t)
	t.Parallel()
	books, _ := formBooks(t, "pingtan_zone_2019.txt", exportOptions{
		regions: []string{"350100"}, reading: reading{values: "adjusted", asOf: "2099-01-01"},
	})
	book := books["xlsx/area_350100_2019.xlsx"]
	notes := rowstest.FirstColumn(t, book, "Requests")
	for _, want := range []string{
		"Basis: built", "is known to lack", "lower bounds", "Values: adjusted", "end of 2099-01-01", "〔2019〕60号",
	} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in %s", want, notes)
		}
	}
	if got := rowstest.Fill(t, book, "Requests", "J6"); got != "FFF2CC" {
		t.Errorf("the total has the fill %q, want yellow", got)
	}
}

// An agency's report as it was read, with what could not be read marked.
func TestFormOfAnAgency(t *testing.T) {
	long(t)
	t.Parallel()
	books, w := formBooks(t, "pingtan_zone_2019.txt", exportOptions{agencies: []string{"平潭综合实验区"}})
	book := books["xlsx/agency_350128_平潭综合实验区_2019.xlsx"]
	got := readForm(t, book, "2019")
	for _, row := range w.rowsOf(`SELECT 'request.' || outcome || '.' || applicant AS code, value FROM request
		WHERE agency = '平潭综合实验区' AND year = 2019`) {
		text, printed := got[row["code"].(string)]
		want := ""
		if v, ok := row["value"].(float64); ok {
			want = strconv.FormatFloat(v, 'f', -1, 64)
		}
		if printed && text != want {
			t.Errorf("%v: %q, want %q", row["code"], text, want)
		}
	}
	if notes := rowstest.FirstColumn(t, book, "Appeals"); !strings.Contains(notes, "Scope of the report: whole area") {
		t.Errorf("no scope in %s", notes)
	}
}

func TestFormFileNames(t *testing.T) {
	long(t)
	t.Parallel()
	for _, c := range []struct {
		form page.Form
		want string
	}{
		{page.Form{RegionCode: "320000", Year: 2023, Name: "江苏省"}, "area_320000_2023"},
		{page.Form{IsAgency: true, RegionCode: "320000", Year: 2023, Name: "../../教育局（本级）"}, "agency_320000_教育局本级_2023"},
		{page.Form{IsAgency: true, RegionCode: "320000", Year: 2023, Name: strings.Repeat("长", 90)}, "agency_320000_" + strings.Repeat("长", 50) + "_2023"},
	} {
		if got := formFile(&c.form); got != c.want {
			t.Errorf("%s gives %s, want %s", c.form.Name, got, c.want)
		}
	}
}

// An area whose name several have must be given by code.
func TestFormOfAnAmbiguousName(t *testing.T) {
	long(t)
	t.Parallel()
	w := reviewWarehouse{t, filepath.Join(t.TempDir(), "w.duckdb")}
	csv := "path,agency,region_code,year,scope,form,code,value,state,raw,place\n"
	for _, code := range []string{"320106", "350102"} {
		csv += "a,鼓楼区人民政府," + code + ",2023,area,2021,request.received.total,1,reported,1,\n"
	}
	feed := filepath.Join(t.TempDir(), "cells.csv")
	if err := os.WriteFile(feed, []byte(csv), 0o666); err != nil {
		t.Fatal(err)
	}
	w.must("ingest", feed)
	status, _, errs := w.run("export", "--out", filepath.Join(t.TempDir(), "out"), "--format", "xlsx", "--region", "鼓楼区")
	if status != fault.ExitUsage || !strings.Contains(errs, "320106 江苏省南京市鼓楼区") || !strings.Contains(errs, "350102 福建省福州市鼓楼区") {
		t.Errorf("status %d, %s", status, errs)
	}
}

// readForm returns what stands at the place of each indicator of a form.
func readForm(t *testing.T, book *excelize.File, name string) map[string]string {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	form, ok := set.Form(name)
	if !ok {
		t.Fatalf("there is no form %s", name)
	}
	const top = 2 // the title and an empty line stand above the table
	out := map[string]string{}
	for i, subject := range report.Subjects() {
		layout, err := form.Layout(subject)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range layout.Boxes {
			if b.Indicator == nil {
				continue
			}
			at, err := excelize.CoordinatesToCellName(b.Column+1, b.Row+top+1)
			if err != nil {
				t.Fatal(err)
			}
			if out[b.Indicator.Code], err = book.GetCellValue(book.GetSheetList()[i], at, excelize.Options{RawCellValue: true}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out
}

// Two agencies whose names differ by what no file name takes have two workbooks.
func TestFormsOfNamesThatLookAlike(t *testing.T) {
	long(t)
	t.Parallel()
	a := &app{say: english(t)}
	forms := []*page.Form{
		{IsAgency: true, RegionCode: "320000", Year: 2023, Name: "教育局(本级)"}, {IsAgency: true, RegionCode: "320000", Year: 2023, Name: "教育局本级"},
	}
	documents, err := a.formDocuments(forms, exportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, d := range documents {
		paths = append(paths, d.Path)
	}
	if diff := cmp.Diff([]string{"xlsx/agency_320000_教育局本级_2023.xlsx", "xlsx/agency_320000_教育局本级_2023_2.xlsx"}, paths); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// An export that is stopped leaves nothing, also no hidden folder.
func TestExportStopped(t *testing.T) {
	long(t)
	t.Parallel()
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	parent := t.TempDir()
	path := filepath.Join(parent, "w.duckdb")
	if status, _, errs := program(context.Background(), t, "ingest", "--warehouse", path, "../../testdata/reports/pingtan_zone_2023.html"); status != 0 {
		t.Fatal(errs)
	}
	out := filepath.Join(t.TempDir(), "out")
	if status, _, errs := program(stopped, t, "export", "--warehouse", path, "--out", out); status != fault.ExitFailed {
		t.Errorf("status %d, %s", status, errs)
	}
	left, err := os.ReadDir(filepath.Dir(out))
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
