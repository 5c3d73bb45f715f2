package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"os"
	"testing"
)

// packed makes a stream of a content, with filters as programs use them.
func packed(t *testing.T, content string, ascii bool) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !ascii {
		return stream("/Filter /FlateDecode", b.String())
	}
	out := make([]byte, ascii85.MaxEncodedLen(b.Len()))
	return stream("/Filter [ /ASCII85Decode /FlateDecode ]", string(out[:ascii85.Encode(out, b.Bytes())])+"~>")
}

// What can occur in a file is asked of every piece of text; what cannot is not. A glance that sees too little reads what nobody
// sees.
func TestGlance(t *testing.T) {
	text := "BT /F1 10 Tf (1) Tj ET "
	for _, c := range []struct {
		name, content string
		want          traits
	}{
		{name: "black", content: "0 g " + text + "0 0 0 rg " + text + "0 0 0 1 k " + text},
		{name: "dark", content: "0.2 0 0.4 rg " + text},
		{name: "a white box", content: "q 1 g 0 0 10 10 re f Q " + text},
		{name: "white", content: "1 g " + text, want: traits{colour: true}},
		{name: "white, then black", content: "1 g 0 g " + text},
		{name: "white restored", content: "0 g q 1 g " + text + "Q", want: traits{colour: true}},
		{name: "white within a saved state", content: "1 g q 0 g " + text + "Q " + text, want: traits{colour: true}},
		{name: "of a colour space", content: "/Cs1 cs 1 scn " + text, want: traits{colour: true}},
		{name: "black of a colour space", content: "/Cs1 cs 0 0 0 scn " + text},
		{name: "a pattern", content: "/Pattern cs /P1 scn " + text, want: traits{colour: true}},
		{name: "white for a form", content: "1 g /Fm Do", want: traits{colour: true}},
		{name: "white for the next stream", content: text + "1 g", want: traits{colour: true}},
		{name: "white in words", content: "(1 g) Tj % 1 g\n<31> Tj " + text},
		{name: "a bracket in words", content: `(\() Tj 1 g (()) Tj`, want: traits{colour: true}},
		{name: "not painted", content: "BT 3 Tr (1) Tj ET", want: traits{mode: true}},
		{name: "painted as always", content: "BT 0 Tr (1) Tj ET"},
		{name: "a clip as large as the page", content: "0 0 595 842 re W* n " + text},
		{name: "a clip", content: "10 10 50 20 re W n " + text, want: traits{clip: true}},
		{name: "a large clip in small units", content: "0.05 0 0 0.05 0 0 cm 0 0 600 800 re W n " + text, want: traits{clip: true}},
		{name: "a clip of two boxes", content: "0 0 595 842 re 0 0 595 842 re W* n " + text, want: traits{clip: true}},
		{name: "a replacement", content: "/Span <</ActualText (9)>> BDC " + text + "EMC", want: traits{marks: true}},
		{name: "a picture within", content: "BI /W 1 /H 1 ID 1 g (x EI " + text},
		{name: "a picture without an end", content: "BI /W 1 /H 1 ID \x00", want: allTraits()},
	} {
		for _, file := range []string{stream("", c.content), packed(t, c.content, false), packed(t, c.content, true)} {
			if got := glance([]byte("1 0 obj\n" + file + "\nendobj\n")); got != c.want {
				t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
			}
		}
	}
	for _, c := range []struct {
		name, file string
		want       traits
	}{
		{name: "opaque", file: "<</ExtGState <</G1 <</ca 1 /CA 1.0 /SMask /None /BM /Normal>>>>>>"},
		{name: "transparent", file: "<</ExtGState <</G1 <</ca 0 >>>>>>", want: traits{state: true}},
		{name: "blended", file: "<</BM/Multiply>>", want: traits{state: true}},
		{name: "masked", file: "<</SMask 9 0 R>>", want: traits{state: true}},
		{name: "layers", file: "<</OCProperties 9 0 R>>", want: traits{layers: true}},
		{name: "layers in a stream of objects", file: "1 0 obj\n" + stream("/Type /ObjStm", "1 0 << /OCProperties 4 0 R >>") + "\nendobj", want: traits{layers: true}},
		{name: "the mask of a picture", file: "1 0 obj\n" + stream("/Subtype /Image /Width 1 /SMask 9 0 R", "x") + "\nendobj"},
		{name: "encrypted", file: "trailer <</Encrypt 9 0 R>>", want: allTraits()},
		{name: "a filter that is not known", file: "1 0 obj\n" + stream("/Filter /LZWDecode", "x") + "\nendobj", want: allTraits()},
		{name: "damaged", file: "1 0 obj\n" + stream("/Filter /FlateDecode", "x") + "\nendobj", want: allTraits()},
		{name: "a stream without an end", file: "<< >> stream\n1 g", want: allTraits()},
	} {
		if got := glance([]byte(c.file)); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// A file as offices make it is plain: nothing more is asked of its text than of a file before looks were told.
func TestGlanceAtPlainFile(t *testing.T) {
	b, err := os.ReadFile("testdata/clean.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if got := glance(b); got != (traits{}) {
		t.Errorf("%+v", got)
	}
}
