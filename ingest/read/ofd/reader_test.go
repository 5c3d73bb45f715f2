package ofd

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func source(b []byte) read.Source {
	return read.Source{Path: "test.ofd", Bytes: b, Limits: read.DefaultLimits()}
}

// zipped makes an archive of names and contents in turn.
func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const root = `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo><ofd:Title>年度报告</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`

const documentFile = `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>`

// onePage makes a document of one page with the given objects, and a template.
func onePage(t testing.TB, objects, template string) []byte {
	wrap := func(s string) string {
		return `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Template TemplateID="9"/><ofd:Content><ofd:Layer ID="2">` + s + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	return zipped(t, "OFD.xml", root, "Doc_0/Document.xml", documentFile, "Doc_0/Pages/Page_0/Content.xml", wrap(objects),
		"Doc_0/Tpls/Tpl_0/Content.xml", strings.Replace(wrap(template), `<ofd:Template TemplateID="9"/>`, "", 1))
}

func textAt(x, y float64, attributes, text string) string {
	return fmt.Sprintf(`<ofd:TextObject Boundary="%g %g 80 6" Size="4" Font="1"><ofd:TextCode X="0" Y="4" %s>%s</ofd:TextCode></ofd:TextObject>`, x, y-4, attributes, text)
}

func line(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf(`<ofd:PathObject Boundary="%g %g 200 200" LineWidth="0.3"><ofd:AbbreviatedData>M 0 0 L %g %g</ofd:AbbreviatedData></ofd:PathObject>`, x0, y0, x1-x0, y1-y0)
}

// table draws two rows and three columns of 30 by 10 mm.
func table() string {
	s := ""
	for y := 50.0; y <= 70; y += 10 {
		s += line(20, y, 110, y)
	}
	for x := 20.0; x <= 110; x += 30 {
		s += line(x, 50, x, 70)
	}
	return s + textAt(22, 57, `DeltaX="4"`, "项目") + textAt(52, 57, `DeltaX="g 2 4"`, "自然人") + textAt(82, 57, `DeltaX="4"`, "总计") +
		textAt(22, 67, `DeltaX="4"`, "收到") + textAt(52, 67, `DeltaX="2 2 2 1.2 2 2"`, "904.94") + textAt(82, 67, `DeltaX="g 4 2"`, "11991")
}

func text(docs []read.Document) string {
	var b strings.Builder
	for _, doc := range docs {
		for _, block := range doc.Blocks {
			if block.Grid == nil {
				fmt.Fprintf(&b, "%s\n", block.Text)
				continue
			}
			fmt.Fprintf(&b, "grid %dx%d", block.Grid.Rows, block.Grid.Columns)
			for _, c := range block.Grid.Cells {
				fmt.Fprintf(&b, " %q", c.Text)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

const tableText = "grid 2x3 \"项目\" \"自然人\" \"总计\" \"收到\" \"904.94\" \"11991\"\n"

func TestPages(t *testing.T) {
	for _, test := range []struct {
		name, objects, template, want, notes string
	}{
		{name: "lines", objects: table(), want: tableText},
		{name: "lines of a template", objects: textAt(20, 30, `DeltaX="g 3 4"`, "年度报告"), template: table(), want: "年度报告\n" + tableText},
		{
			name:    "a path of rectangles and one object for all text",
			objects: `<ofd:PathObject Boundary="0 0 210 297" Fill="false"><ofd:AbbreviatedData>M 20 50 L 50 50 L 50 60 L 20 60 C M 50 50 L 80 50 L 80 60 L 50 60 C</ofd:AbbreviatedData></ofd:PathObject><ofd:TextObject Boundary="0 0 210 297" Size="4" Font="1"><ofd:TextCode X="22" Y="57" DeltaX="4">收到</ofd:TextCode><ofd:TextCode X="52" DeltaX="2">12</ofd:TextCode></ofd:TextObject>`,
			want:    "grid 1x2 \"收到\" \"12\"\n",
		},
		{name: "a scaled object", objects: `<ofd:TextObject Boundary="20 50 80 10" CTM="2 0 0 2 0 0" Size="2" Font="1"><ofd:TextCode X="1" Y="2" DeltaX="2 2">总计数</ofd:TextCode></ofd:TextObject>`, want: "总计数\n"},
		{name: "without steps", objects: textAt(20, 50, "", "总计12"), want: "总计12\n"},
		{name: "vertical writing", objects: textAt(20, 50, `DeltaY="4 4"`, "办理结"), want: "办理结\n"},
		{name: "hidden", notes: "1 hidden: page 1", objects: textAt(20, 50, "", "总计") + strings.Replace(textAt(60, 50, "", "99"), "Size=", `Visible="false" Size=`, 1), want: "总计\n"},
		{
			name: "turned", notes: "turned", want: "总计\n",
			objects: textAt(20, 50, "", "总计") + strings.Replace(textAt(60, 50, "", "99"), "Size=", `CTM="0.7 0.7 -0.7 0.7 0 0" Size=`, 1),
		},
		{name: "a seal", notes: "picture", want: "总计\n", objects: textAt(20, 50, "", "总计") + `<ofd:CompositeObject Boundary="0 0 40 40" ResourceID="3"/>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs, err := New().Read(t.Context(), source(onePage(t, test.objects, test.template)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, text(docs)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			notes := ""
			for _, n := range docs[0].PlacedNotes() {
				notes += fmt.Sprintf("%d %s: %s\n", n.Count, n.Kind, n.Place)
			}
			if (test.notes == "") != (notes == "") || !strings.Contains(notes, test.notes) {
				t.Errorf("notes %q, want %q in them", notes, test.notes)
			}
			if docs[0].Title != "年度报告" || docs[0].Format != "ofd" {
				t.Errorf("title %q, format %q", docs[0].Title, docs[0].Format)
			}
		})
	}
}

func TestReadDocument(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "clean.ofd"))
	if err != nil {
		t.Fatal(err)
	}
	docs, err := New().Read(t.Context(), source(b))
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	w := csv.NewWriter(&got)
	n := 0
	for _, block := range docs[0].Blocks {
		if block.Grid == nil {
			continue
		}
		n++
		for _, c := range block.Grid.Cells {
			if err := w.Write([]string{strconv.Itoa(n), strconv.Itoa(c.Row), strconv.Itoa(c.Column), strconv.Itoa(c.RowSpan), strconv.Itoa(c.ColumnSpan), strconv.Itoa(c.Page), c.Text}); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Flush()
	golden := filepath.Join("testdata", "clean.csv")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" || len(docs[0].PlacedNotes()) > 0 {
		t.Errorf("(-want +got)\n%snotes %v", diff, docs[0].PlacedNotes())
	}
}

func TestRejected(t *testing.T) {
	whole := onePage(t, table(), "")
	locked := bytes.Clone(whole)
	for _, magic := range []string{"PK\x01\x02", "PK\x03\x04"} {
		i := bytes.Index(locked, []byte(magic))
		locked[i+map[string]int{"PK\x01\x02": 8, "PK\x03\x04": 6}[magic]] |= 1
	}
	few, little, shallow, pages := source(whole), source(whole), source(whole), source(whole)
	few.Limits.Entries = 2
	little.Limits.Unpacked = 400
	shallow.Limits.Depth = 2
	pages.Limits.Pages = 0
	bomb := strings.Repeat(" ", 40<<20)
	for _, test := range []struct {
		name string
		src  read.Source
		want error
	}{
		{"nothing", source(nil), fault.ErrEmpty},
		{"no archive", source([]byte("OFD")), fault.ErrDamaged},
		{"the beginning of one", source(whole[:len(whole)/2]), fault.ErrTruncated},
		{"an archive of something else", source(zipped(t, "word/document.xml", "<w/>")), fault.ErrUnsupported},
		{"a locked archive", source(locked), fault.ErrEncrypted},
		{"encrypted entries", source(zipped(t, "OFD.xml", root, "Encryptions.xml", "")), fault.ErrEncrypted},
		{"a document that is missing", source(zipped(t, "OFD.xml", root)), fault.ErrDamaged},
		{"pages that are missing", source(zipped(t, "OFD.xml", root, "Doc_0/Document.xml", documentFile)), fault.ErrDamaged},
		{"broken XML", source(zipped(t, "OFD.xml", "<ofd:OFD>")), fault.ErrDamaged},
		{"no pages", source(zipped(t, "OFD.xml", root, "Doc_0/Document.xml", "<Document/>")), fault.ErrEmpty},
		{"an image", source(onePage(t, `<ofd:ImageObject Boundary="0 0 210 297" ResourceID="4"/>`, "")), fault.ErrNeedsOCR},
		{"too many entries", few, fault.ErrTooLarge},
		{"more than may be unpacked", little, fault.ErrTooLarge},
		{"nested too deep", shallow, fault.ErrTooLarge},
		{"too many pages", pages, fault.ErrTooLarge},
		{"a bomb", source(onePage(t, bomb, "")), fault.ErrTooLarge},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs, err := New().Read(t.Context(), test.src)
			if !errors.Is(err, test.want) {
				t.Errorf("%d documents, error %v, want %v", len(docs), err, test.want)
			}
		})
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New().Read(ended, source(whole)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestSteps(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int
		want []float64
	}{
		{"", 3, nil},
		{"1 2.5", 3, []float64{1, 2.5}},
		{"g 3 4 5", 9, []float64{4, 4, 4, 5}},
		{"g 1000000000 4", 3, []float64{4, 4, 4}},
		{"g 2", 3, nil},
		{"1 x 2", 3, []float64{1}},
		{"g -1 4", 3, nil},
	} {
		t.Run(test.text, func(t *testing.T) {
			if diff := cmp.Diff(test.want, steps(test.text, test.n)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// FuzzPage reads an arbitrary page file; FuzzRead an arbitrary archive.
func FuzzPage(f *testing.F) {
	f.Add(table())
	f.Add(textAt(1, 2, `DeltaX="g 99999999 1" DeltaY="g g g"`, "一二三"))
	f.Add(`<ofd:PathObject Boundary="0 0 1e300 1"><ofd:AbbreviatedData>M 1 B 2 C C L 1e400 2 A 1 2 3</ofd:AbbreviatedData></ofd:PathObject>`)
	f.Fuzz(func(t *testing.T, content string) { readAny(t, onePage(t, content, "")) })
}

// FuzzRead reads arbitrary bytes as an archive.
func FuzzRead(f *testing.F) {
	f.Add(onePage(f, table(), ""))
	f.Add(zipped(f, "OFD.xml", root))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, b []byte) { readAny(t, b) })
}

func readAny(t *testing.T, b []byte) {
	docs, err := New().Read(t.Context(), source(b))
	if _, ok := fault.Reason(err); err != nil && !ok {
		t.Fatalf("an error without a reason: %v", err)
	}
	if err == nil && len(docs) == 0 {
		t.Fatal("neither a document nor an error")
	}
}

func BenchmarkRead(b *testing.B) {
	file, err := os.ReadFile(filepath.Join("testdata", "clean.ofd"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New().Read(b.Context(), source(file)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N), "ms/document")
	b.ReportMetric(float64(2*b.N)/b.Elapsed().Seconds(), "pages/s")
}
