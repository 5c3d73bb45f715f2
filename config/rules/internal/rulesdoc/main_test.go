package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/config/rules"
)

const page = "../../../../docs/rules.md"

func TestPageIsUpToDate(t *testing.T) {
	body, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	set, err := rules.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := write(&b, set); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(body), b.String()); diff != "" {
		t.Errorf("run go generate ./config/rules\n%s", diff)
	}
	for _, r := range set.Rules {
		if !strings.Contains(b.String(), "| `"+r.ID+"` |") || !strings.Contains(b.String(), r.ExplanationZH) {
			t.Errorf("the page lacks %s", r.ID)
		}
	}
}

func TestRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.md")
	if err := run([]string{path}); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(body), "do not edit") {
		t.Errorf("the page does not say that it is generated")
	}
	if err := run(nil); err == nil {
		t.Errorf("no file to write is no error")
	}
}
