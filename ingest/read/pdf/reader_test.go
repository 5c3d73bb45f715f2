package pdf

import (
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func readFile(t testing.TB, r *Reader, name string) read.Document {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return readBytes(t, r, b)
}

func readBytes(t testing.TB, r *Reader, b []byte) read.Document {
	t.Helper()
	src := read.Source{Path: "test.pdf", Bytes: b, Limits: read.DefaultLimits()}
	docs, err := r.Read(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	if _, isTest := t.(*testing.T); isTest {
		sameAsWrapped(t, r, src)
	}
	if len(docs) != 1 {
		t.Fatalf("%d documents", len(docs))
	}
	return docs[0]
}

func newReader(t testing.TB) *Reader {
	t.Helper()
	r := New(Config{})
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// dump writes the grids of a document as CSV, a cell a line.
func dump(doc read.Document) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"grid", "row", "column", "rows", "columns", "page", "text"})
	n := 0
	for _, block := range doc.Blocks {
		if block.Grid == nil {
			continue
		}
		n++
		for _, c := range block.Grid.Cells {
			_ = w.Write([]string{
				strconv.Itoa(n), strconv.Itoa(c.Row), strconv.Itoa(c.Column), strconv.Itoa(c.RowSpan),
				strconv.Itoa(c.ColumnSpan), strconv.Itoa(c.Page), c.Text,
			})
		}
	}
	w.Flush()
	return b.String()
}

func text(doc read.Document) string {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Grid == nil {
			fmt.Fprintf(&b, "p%d %s\n", block.Page, block.Text)
			continue
		}
		fmt.Fprintf(&b, "p%d grid %dx%d", block.Page, block.Grid.Rows, block.Grid.Columns)
		for _, c := range block.Grid.Cells {
			fmt.Fprintf(&b, " %q", c.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// notes prints the notes of a document, each as its count, its kind and its place.
func notes(doc read.Document) string {
	var all []string
	for _, n := range doc.PlacedNotes() {
		all = append(all, fmt.Sprintf("%d %s: %s", n.Count, n.Kind, n.Place))
	}
	return strings.Join(all, "\n")
}

func TestReadDocuments(t *testing.T) {
	r := newReader(t)
	for _, name := range []string{"clean", "long"} {
		t.Run(name, func(t *testing.T) {
			doc := readFile(t, r, name+".pdf")
			got := dump(doc)
			golden := filepath.Join("testdata", name+".csv")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if notes := doc.PlacedNotes(); len(notes) > 0 {
				t.Errorf("notes %v", notes)
			}
		})
	}
}

// The truth was typed, not read: the 175 values of table 三 and the 15 of table 四 in the order of the form.
func TestValuesAgainstTruth(t *testing.T) {
	r := newReader(t)
	for _, name := range []string{"clean", "long"} {
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("testdata", name+".truth"))
			if err != nil {
				t.Fatal(err)
			}
			var grids []*read.Grid
			for _, b := range readFile(t, r, name+".pdf").Blocks {
				if b.Grid != nil {
					grids = append(grids, b.Grid)
				}
			}
			if len(grids) != 3 {
				t.Fatalf("%d grids, want 3", len(grids))
			}
			var got []string
			for _, c := range grids[1].Cells {
				if c.Row >= 3 && c.Column >= 3 {
					got = append(got, c.Text)
				}
			}
			for _, c := range grids[2].Cells {
				if c.Row == 3 {
					got = append(got, c.Text)
				}
			}
			if diff := cmp.Diff(strings.Fields(string(want)), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

const smallText = `p1 三、收到和处理情况
p1 grid 2x3 "项目" "自然人" "总计" "收到" "904.94" "11991"
`

const latinText = `p1 Requests received and handled
p1 grid 2x3 "item" "natural" "total" "received" "904.94" "11991"
`

func TestPagesHoweverTheyAreMade(t *testing.T) {
	r := newReader(t)
	image := "q 595 0 0 842 0 0 cm /Im Do Q\n"
	for _, test := range []struct {
		name, want, notes string
		file              builder
	}{
		{name: "fonts without ToUnicode", want: smallText, file: builder{pages: []string{smallTable(t)}}},
		{name: "a page turned right", want: latinText, file: builder{pages: []string{"0 1 -1 0 842 0 cm\n" + latinTable(t)}, mediaBox: "0 0 842 595", rotate: 90}},
		{name: "a page turned left", want: latinText, file: builder{pages: []string{"0 -1 1 0 0 595 cm\n" + latinTable(t)}, mediaBox: "0 0 842 595", rotate: 270}},
		{name: "a page upside down", want: smallText, file: builder{pages: []string{"-1 0 0 -1 595 842 cm\n" + smallTable(t)}, rotate: 180}},
		{name: "content turned on an upright page", want: latinText, file: builder{pages: []string{"0 1 -1 0 842 0 cm\n" + latinTable(t)}, mediaBox: "0 0 842 595"}},
		{name: "an origin that is not zero", want: smallText, file: builder{pages: []string{"1 0 0 1 1000 -500 cm\n" + smallTable(t)}, mediaBox: "1000 -500 1595 342"}},
		{name: "a form with a matrix", want: smallText, file: builder{pages: []string{"1 0 0 1 10 20 cm /Fm Do\n"}, form: smallTable(t)}},
		{
			name: "digits of a Chinese font that is not embedded", want: "p1 7 42 ５６\n",
			file: builder{pages: []string{"BT /F2 10 Tf 1 0 0 1 60 700 Tm <37> Tj 1 0 0 1 90 700 Tm <34> Tj <32> Tj 1 0 0 1 130 700 Tm <a3b5a3b6> Tj ET\n"}},
		},
		{
			name: "Chinese of a font that is not embedded, character by character", notes: "18 unpainted: page 1",
			want: "p1 grid 2x3 \"\ufffd\" \"\ufffd\" \"\ufffd\" \"\ufffd\" \"904.94\" \"11991\"\n",
			file: builder{pages: []string{oneByOne(smallTable(t))}},
		},
		{
			name: "a watermark across", want: smallText, notes: "4 turned: page 1",
			file: builder{pages: []string{smallTable(t) + "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 100 600 Tm (9999) Tj ET\n"}},
		},
		{
			name: "one page is an image", want: smallText, notes: "1 picture: page 2",
			file: builder{pages: []string{smallTable(t), image}},
		},
		{
			name: "text that is not painted", want: smallText, notes: "1 faint: page 1",
			file: builder{pages: []string{smallTable(t) + "BT 3 Tr /F1 10 Tf 1 0 0 1 300 500 Tm (12345) Tj ET\n"}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc := readBytes(t, r, test.file.bytes(t))
			if diff := cmp.Diff(test.want, text(doc)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if got := notes(doc); got != test.notes {
				t.Errorf("notes %q, want %q", got, test.notes)
			}
		})
	}
}

func TestRejected(t *testing.T) {
	r := newReader(t)
	whole, err := os.ReadFile("testdata/clean.pdf")
	if err != nil {
		t.Fatal(err)
	}
	image := "q 595 0 0 842 0 0 cm /Im Do Q\n"
	itself := strings.Repeat("/Fm Do\n", 2000)
	small := read.DefaultLimits()
	small.Pages = 1
	tiny := read.DefaultLimits()
	tiny.Bytes = 100
	for _, test := range []struct {
		name   string
		bytes  []byte
		limits read.Limits
		want   error
	}{
		{"nothing", nil, read.DefaultLimits(), fault.ErrEmpty},
		{"a web page", []byte("<html>%PDF-1.4 is not this</html>%%EOF"), read.DefaultLimits(), fault.ErrDamaged},
		{"only the beginning", whole[:2000], read.DefaultLimits(), fault.ErrTruncated},
		{"a password", builder{pages: []string{smallTable(t)}, password: "secret"}.bytes(t), read.DefaultLimits(), fault.ErrEncrypted},
		{"only images", builder{pages: []string{image, image}}.bytes(t), read.DefaultLimits(), fault.ErrNeedsOCR},
		{
			"images with invisible text", builder{pages: []string{image + "BT 3 Tr /F1 10 Tf 1 0 0 1 100 700 Tm (12345) Tj ET\n"}}.bytes(t),
			read.DefaultLimits(), fault.ErrNeedsOCR,
		},
		{"blank pages", builder{pages: []string{""}}.bytes(t), read.DefaultLimits(), fault.ErrEmpty},
		{"too many pages", whole, small, fault.ErrTooLarge},
		{"too many bytes", whole, tiny, fault.ErrTooLarge},
		{
			"a form that shows itself over and over", builder{pages: []string{itself}, form: itself}.bytes(t),
			read.DefaultLimits(), fault.ErrTooLarge,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs, err := r.Read(t.Context(), read.Source{Path: "x.pdf", Bytes: test.bytes, Limits: test.limits})
			if !errors.Is(err, test.want) {
				t.Errorf("%d documents, error %v, want %v", len(docs), err, test.want)
			}
		})
	}
}

func TestDeadline(t *testing.T) {
	r := newReader(t)
	readFile(t, r, "clean.pdf") // the start is not part of it
	b, err := os.ReadFile("testdata/long.pdf")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Millisecond)
	defer cancel()
	if _, err := r.Read(ctx, read.Source{Bytes: b, Limits: read.DefaultLimits()}); !errors.Is(err, fault.ErrTooSlow) {
		t.Errorf("error %v, want %v", err, fault.ErrTooSlow)
	}
	readFile(t, r, "clean.pdf") // an instance that was killed hurts nobody
}

// One call reads the whole content of a page; it must be stopped in its middle.
func TestDeadlineWithinACall(t *testing.T) {
	r := newReader(t)
	readFile(t, r, "clean.pdf")
	endless := builder{pages: []string{strings.Repeat("0 0 m 9 9 l S\n", 2_000_000)}}.bytes(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := r.Read(ctx, read.Source{Bytes: endless, Limits: read.DefaultLimits()}); !errors.Is(err, fault.ErrTooSlow) {
		t.Errorf("error %v, want %v", err, fault.ErrTooSlow)
	}
	readFile(t, r, "clean.pdf")
}

// A document that is cut off at any moment gives an error, at once, and hurts no other. How soon each ended is printed with -v.
func TestCutAnywhere(t *testing.T) {
	r := newReader(t)
	want := dump(readFile(t, r, "clean.pdf"))
	b, err := os.ReadFile("testdata/clean.pdf")
	if err != nil {
		t.Fatal(err)
	}
	cuts := 1000
	if testing.Short() {
		cuts = 100
	}
	random := rand.New(rand.NewPCG(1, 2))
	var worst time.Duration
	stopped := 0
	for range cuts {
		limit := time.Duration(random.Int64N(int64(20 * time.Millisecond)))
		ctx, cancel := context.WithTimeout(t.Context(), limit)
		began := time.Now()
		docs, err := r.Read(ctx, read.Source{Bytes: b, Limits: read.DefaultLimits()})
		cancel()
		switch {
		case errors.Is(err, fault.ErrTooSlow):
			stopped++
			worst = max(worst, time.Since(began)-limit)
		case err != nil:
			t.Fatal(err)
		default:
			if diff := cmp.Diff(want, dump(docs[0])); diff != "" {
				t.Fatalf("after %d cuts (-want +got)\n%s", stopped, diff)
			}
		}
	}
	if diff := cmp.Diff(want, dump(readFile(t, r, "clean.pdf"))); diff != "" || stopped == 0 {
		t.Errorf("after %d cuts (-want +got)\n%s", stopped, diff)
	}
	t.Logf("%d of %d were stopped, the latest %v after its time", stopped, cuts, worst)
}

func TestManyAtOnce(t *testing.T) {
	r := newReader(t)
	want := dump(readFile(t, r, "clean.pdf"))
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(want, dump(readFile(t, r, "clean.pdf"))); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestClosed(t *testing.T) {
	r := New(Config{})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Read(t.Context(), read.Source{Bytes: []byte("%PDF-1.4"), Limits: read.DefaultLimits()}); err == nil {
		t.Error("a closed reader reads")
	}
}
