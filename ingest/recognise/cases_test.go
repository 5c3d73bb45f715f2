package recognise

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/ingest/read"
)

// tableCase is one file of testdata/cases: what a document prints, and what is read from it.
type tableCase struct {
	name          string
	layout, proof string // without which the case fails
	year          int
	doc           *read.Document
	cells         string // as written: a row a line
	findings      string // rules, sorted
}

// loadCases reads testdata/cases; its README.md says how the files are written.
func loadCases(t *testing.T) []tableCase {
	t.Helper()
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	var out []tableCase
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, parseCase(t, strings.TrimSuffix(filepath.Base(file), ".txt"), string(body)))
	}
	return out
}

func parseCase(t *testing.T, name, body string) tableCase {
	t.Helper()
	c := tableCase{name: name, doc: &read.Document{}}
	head, rest, _ := strings.Cut(body, "\n== ")
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch {
		case key == "" || strings.HasPrefix(key, "#"):
		case key == "year":
			c.year, _ = strconv.Atoi(value)
		case key == "layout":
			c.layout = value
		case key == "proof":
			c.proof = value
		default:
			t.Fatalf("%s: there is no %q in the head of a case", name, key)
		}
	}
	for part := range strings.SplitSeq(rest, "\n== ") {
		kind, text, _ := strings.Cut(part, "\n")
		switch kind {
		case "table", "table without lines":
			grid := drawn(t, text)
			grid.Unruled = kind != "table"
			c.doc.Blocks = append(c.doc.Blocks, read.Block{Grid: grid})
		case "text":
			for n, line := range strings.Split(strings.TrimSpace(text), "\n") {
				c.doc.Blocks = append(c.doc.Blocks, read.Block{Text: line, Line: n + 1})
			}
		case "cells":
			c.cells = strings.TrimSpace(text)
		case "findings":
			c.findings = strings.TrimSpace(text)
		default:
			t.Fatalf("%s: there is no part %q of a case", name, kind)
		}
	}
	return c
}

// got reads a case with a recogniser and returns cells and findings as its file writes them.
func (c tableCase) got(rec *Recogniser) (cells, findings string, err error) {
	reports, err := rec.Reports(c.doc, Given{})
	if err != nil {
		return err.Error(), "", nil
	}
	if len(reports) != 1 {
		return "", "", fmt.Errorf("%d reports", len(reports))
	}
	var rows []string
	values := map[string][]string{}
	for _, cell := range reports[0].Cells {
		row := cell.Code[:strings.LastIndex(cell.Code, ".")]
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
		text := "-"
		if cell.State.HasValue() {
			text = cell.Value.String()
		}
		values[row] = append(values[row], text)
	}
	var lines []string
	for _, row := range rows {
		if slices.ContainsFunc(values[row], func(v string) bool { return v != "-" }) {
			lines = append(lines, row+": "+strings.Join(values[row], " "))
		}
	}
	told := map[string]bool{}
	for _, f := range reports[0].Findings {
		if f.Rule != ruleMissing {
			told[f.Rule] = true
		}
	}
	return strings.Join(lines, "\n"), strings.Join(slices.Sorted(maps.Keys(told)), "\n"), nil
}

func (c tableCase) passes(rec *Recogniser) bool {
	cells, findings, err := c.got(rec)
	return err == nil && cells == c.cells && findings == c.findings
}

func TestCases(t *testing.T) {
	for _, c := range loadCases(t) {
		t.Run(c.name, func(t *testing.T) {
			cells, findings, err := c.got(newRecogniser(t, c.year))
			if err != nil {
				t.Fatal(err)
			}
			if cells != c.cells {
				t.Errorf("cells:\n%s\nwant:\n%s", cells, c.cells)
			}
			if findings != c.findings {
				t.Errorf("findings:\n%s\nwant:\n%s", findings, c.findings)
			}
		})
	}
}

// Without any one layout or proof the case that names it fails: none is there for nothing, and none without a case.
func TestEachLayoutAndProofIsNeeded(t *testing.T) {
	cases := loadCases(t)
	without := func(t *testing.T, year int, noLayout, noProof string) *Recogniser {
		rec := newRecogniser(t, year)
		for _, m := range rec.vocabularies {
			m.layouts = slices.DeleteFunc(m.layouts, func(l layout) bool { return l.name == noLayout })
			m.proofs = slices.DeleteFunc(m.proofs, func(p judge) bool { return p.name == noProof })
		}
		return rec
	}
	check := func(kind, name, layout, proof string) {
		t.Run(kind+"/"+name, func(t *testing.T) {
			var failing []string
			named := false
			for _, c := range cases {
				passes := c.passes(without(t, c.year, layout, proof))
				if !passes {
					failing = append(failing, c.name)
				}
				if names := c.layout == layout && layout != "" || c.proof == proof && proof != ""; names {
					if named = true; passes {
						t.Errorf("the case %s passes without it", c.name)
					}
				}
			}
			if !named {
				t.Error("no case names it")
			}
			t.Logf("without it %d of %d cases fail: %s", len(failing), len(cases), strings.Join(failing, ", "))
		})
	}
	for _, l := range layouts() {
		check("layout", l.name, l.name, "")
	}
	for _, p := range proofs() {
		check("proof", p.name, "", p.name)
	}
}
