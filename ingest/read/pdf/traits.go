package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"errors"
	"io"
	"strconv"
)

// traits are what a file may do to its text beside printing it in black. Each costs questions to pdfium for every piece of
// text, so that a glance at the streams says first which of them can occur at all. What the glance does not understand
// counts as occurring.
type traits struct {
	colour bool // text in another colour than a dark one, or in one that is not known
	state  bool // transparency, blending, masks
	mode   bool // text that is not filled
	clip   bool // clips smaller than a page
	marks  bool // text with a replacement
	layers bool // optional content
}

func allTraits() traits { return traits{true, true, true, true, true, true} }

// maxGlance bounds what is unpacked for the glance.
const maxGlance = 32 << 20

// glance looks at the streams of a file.
func glance(file []byte) traits {
	if bytes.Contains(file, []byte("/Encrypt")) {
		return allTraits()
	}
	var t traits
	left := int64(maxGlance)
	rest := file
	for {
		i := bytes.Index(rest, []byte("stream"))
		if i < 0 {
			t.objects(rest)
			return t
		}
		head := rest[:i]
		rest = rest[i+len("stream"):]
		end := bytes.Index(rest, []byte("endstream"))
		if end < 0 {
			return allTraits()
		}
		data := bytes.TrimLeft(rest[:end], "\r\n")
		rest = rest[end+len("endstream"):]
		from := max(bytes.LastIndex(head, []byte("endobj")), bytes.LastIndex(head, []byte(" obj")), 0)
		dictionary := head[from:]
		t.objects(head[:from])
		if !t.stream(dictionary, data, &left) {
			return allTraits()
		}
	}
}

// stream looks at one stream; it says false where it cannot.
func (t *traits) stream(dictionary, data []byte, left *int64) bool {
	d := map[string]string{}
	var filters []string
	entries(dictionary, func(key, value string) {
		if d[key] == "" {
			d[key] = value
		}
		if key[0] >= 'A' && (key[len(key)-1] == 'e' || len(key) < 4) && isFilter(key) {
			filters = append(filters, key)
		}
	})
	switch {
	case d["Subtype"] == "/Image" && d["Width"] != "", d["Type"] == "/XRef":
		return true
	case d["Subtype"] == "/XML", d["Subtype"] == "/Type1C", d["Subtype"] == "/CIDFontType0C", d["Subtype"] == "/OpenType":
		return true
	case d["Length1"] != "" && d["Resources"] == "":
		return true // a font
	case len(filters) == 0 && (d["Filter"] != "" || d["F"] != ""), d["Predictor"] > "1":
		return false
	}
	content, ok := unpack(filters, data, left)
	switch {
	case !ok:
		return false
	case d["Type"] == "/ObjStm":
		t.objects(content)
	case !bytes.Contains(content[:min(len(content), 400)], []byte("begincmap")):
		t.objects(dictionary)
		g := glancer{traits: t, rest: content}
		g.read()
	}
	return true
}

func isFilter(name string) bool {
	switch name {
	case "FlateDecode", "Fl", "ASCII85Decode", "A85", "LZWDecode", "LZW", "ASCIIHexDecode", "AHx", "RunLengthDecode", "RL",
		"DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JBIG2Decode", "JPXDecode":
		return true
	}
	return false
}

// unpack undoes the filters that all programs use; it says false for others.
func unpack(filters []string, data []byte, left *int64) ([]byte, bool) {
	for _, f := range filters {
		var r io.Reader
		switch f {
		case "FlateDecode", "Fl":
			z, err := zlib.NewReader(bytes.NewReader(data))
			if err != nil {
				return nil, false
			}
			r = z
		case "ASCII85Decode", "A85":
			if i := bytes.IndexByte(data, '~'); i >= 0 {
				data = data[:i]
			}
			r = ascii85.NewDecoder(bytes.NewReader(data))
		default:
			return nil, false
		}
		out, err := io.ReadAll(io.LimitReader(r, *left))
		*left -= int64(len(out))
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || *left <= 0 {
			return nil, false
		}
		data = out
	}
	return data, true
}

// objects looks at dictionaries.
func (t *traits) objects(b []byte) {
	entries(b, func(key, value string) {
		switch key {
		case "OCProperties":
			t.layers = true
		case "ActualText":
			t.marks = true
		case "ca", "CA":
			alpha, err := strconv.ParseFloat(value, 64)
			t.state = t.state || err != nil || alpha < 0.99
		case "SMask":
			t.state = t.state || value != "/None"
		case "BM":
			t.state = t.state || value != "/Normal" && value != "/Compatible"
		}
	})
}

// entries calls f for every name of a dictionary with what follows it: a name with its slash, a number, else one character.
func entries(b []byte, f func(key, value string)) {
	for {
		i := bytes.IndexByte(b, '/')
		if i < 0 {
			return
		}
		b = b[i+1:]
		n := word(b)
		if n == 0 {
			continue
		}
		key := string(b[:n])
		b = b[n:]
		after := bytes.TrimLeft(b[:min(len(b), 64)], " \r\n\t\x00\f")
		value := ""
		if len(after) > 0 {
			k := 1 + word(after[1:])
			if after[0] != '/' && delimiter(after[0]) {
				k = 1
			}
			value = string(after[:k])
		}
		f(key, value)
	}
}

// word returns the length of the word that b begins with.
func word(b []byte) int {
	n := 0
	for n < len(b) && !delimiter(b[n]) {
		n++
	}
	return n
}
