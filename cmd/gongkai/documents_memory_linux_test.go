package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// largeDocuments are documents that took more than a gigabyte each, or are large in other ways, by their names.
func largeDocuments(t *testing.T) map[string][]byte {
	t.Helper()
	const title = "<html><title>测试市教育局2023年政府信息公开工作年度报告</title><body>"
	repeated := func(text string, bytes int) string { return strings.Repeat(text, bytes/len(text)) }
	form, err := os.ReadFile("testdata/hostile/formloop.pdf")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{
		"doctype.html":    []byte("<!DOCTYPE " + repeated("a", 15<<20) + ">" + title),
		"entities.html":   []byte(title + repeated("&amp", 15<<20)),
		"line.txt":        []byte("政府信息公开工作年度报告" + repeated("甲 ", 7<<20)),
		"lines.txt":       []byte("政府信息公开工作年度报告\n" + repeated("1\n", 7<<20)),
		"table.csv":       []byte("a,b\n" + repeated("1,2\n", 7<<20)),
		"pipes.txt":       []byte("政府信息公开工作年度报告\n" + repeated("|1|2|\n", 1<<20)),
		"header.eml":      []byte("From: a@example.org\nSubject: " + repeated("a", 50<<20) + "\n\nx"),
		"fields.eml":      []byte("From: a@example.org\n" + repeated("X-A: b\n", 50<<20) + "\nx"),
		"paragraphs.docx": word(t, repeated("<w:p><w:r><w:t>a</w:t></w:r></w:p>", 31<<20)),
		"text.docx":       word(t, "<w:p><w:r><w:t>"+repeated("a", 100<<20)+"</w:t></w:r></w:p>"),
		"paragraphs.rtf":  []byte("{\\rtf1 " + repeated("a\\par ", 30<<20)),
	}
	for i := range 4 { // each is another document
		all[fmt.Sprintf("form%d.pdf", i)] = append(bytes.Clone(form), []byte(fmt.Sprintf("\n%%%d\n", i))...)
	}
	return all
}

// word is a Word document with a body.
func word(t *testing.T, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + "</w:body></w:document>"))
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Documents that fill the memory are read or refused within 512 MB, whatever the number of workers, and the good one among them is read.
func TestDocumentsStayWithin512MB(t *testing.T) {
	long(t)
	dir := t.TempDir()
	for name, body := range largeDocuments(t) {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	good, err := os.ReadFile("../../testdata/reports/pingtan_zone_2023.html")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "good.html"), good, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []string{"1", "8"} {
		e := watched(t, nil, []string{"GOMAXPROCS=8"}, "extract", "--lang", "en", "--workers", workers, dir)
		if e.status != 0 || e.peak > 512<<20 || !strings.Contains(e.said, "平潭") {
			t.Errorf("%s workers: status %d after %s with %d MB: %.2000s", workers, e.status, e.took, e.peak>>20, e.said)
		}
		t.Logf("%s workers: %s, %d MB", workers, e.took, e.peak>>20)
	}
}
