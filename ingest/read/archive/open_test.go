package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
)

// file is an entry of an archive made for a test.
type file struct {
	name, content string
	raw           bool // the name is written as it is, without the UTF-8 flag
}

func makeZIP(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		e, err := w.CreateHeader(&zip.FileHeader{Name: f.name, NonUTF8: f.raw, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Write([]byte(f.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// makeRAR makes a RAR 5 archive of stored files; encrypted marks them so.
func makeRAR(encrypted bool, files ...file) []byte {
	out := []byte("Rar!\x1a\x07\x01\x00")
	block := func(header, data []byte) {
		sized := append(binary.AppendUvarint(nil, uint64(len(header))), header...)
		out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(sized))
		out = append(append(out, sized...), data...)
	}
	block([]byte{1, 0, 0}, nil)
	for _, f := range files {
		var extra []byte
		if encrypted {
			extra = append([]byte{36, 1, 0, 0, 10}, make([]byte, 32)...)
		}
		header := []byte{2, 2}
		if encrypted {
			header = binary.AppendUvarint([]byte{2, 3}, uint64(len(extra)))
		}
		header = binary.AppendUvarint(header, uint64(len(f.content)))
		header = binary.AppendUvarint(append(header, 4), uint64(len(f.content)))
		header = append(header, 0x20)
		header = binary.LittleEndian.AppendUint32(header, crc32.ChecksumIEEE([]byte(f.content)))
		header = append(header, 0, 0)
		header = append(binary.AppendUvarint(header, uint64(len(f.name))), f.name...)
		block(append(header, extra...), []byte(f.content))
	}
	block([]byte{5, 0, 0}, nil)
	return out
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func testdata(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// unpack lists what Open gives: a name with its content, or with the reason why not.
func unpack(t testing.TB, b []byte, limits read.Limits) ([]string, error) {
	t.Helper()
	var got []string
	err := Open(t.Context(), read.Source{Path: "a.zip", Bytes: b, Limits: limits}, func(name string, b []byte, err error) bool {
		if err == nil {
			got = append(got, name+": "+string(b[:min(len(b), 40)]))
			return true
		}
		code, ok := fault.Reason(err)
		if !ok {
			t.Errorf("%s: error without a reason: %v", name, err)
		}
		got = append(got, name+"! "+code)
		return true
	})
	return got, err
}

func TestOpen(t *testing.T) {
	docx := string(makeZIP(t, file{name: "word/document.xml", content: "<a/>"}))
	inner := makeZIP(t, file{name: "b.txt", content: "2"})
	encrypted := makeZIP(t, file{name: "a.txt", content: "1"}, file{name: "b.txt", content: "2"})
	for i := range len(encrypted) - 10 { // the flag in the directory alone counts
		if string(encrypted[i:i+4]) == "PK\x01\x02" {
			encrypted[i+8] |= 1
			break
		}
	}
	old := file{name: "\xc4\xea\xb1\xa8.txt", content: "1", raw: true}
	tests := []struct {
		name  string
		bytes []byte
		want  []string
	}{
		{"zip", makeZIP(t, file{name: "年报/"}, file{name: "年报/a.txt", content: "1"}, file{name: "b.txt", content: ""}), []string{"年报/a.txt: 1", "b.txt: "}},
		{"zip of Windows in Chinese", makeZIP(t, old, file{name: gbk(t, `镕局\年报.doc`), content: "2", raw: true}), []string{"年报.txt: 1", "镕局/年报.doc: 2"}},
		{"zip with UTF-8 names but no flag", makeZIP(t, file{name: "年报.txt", content: "1", raw: true}), []string{"年报.txt: 1"}},
		{"junk", makeZIP(t, file{name: "__MACOSX/a.doc"}, file{name: "x/Thumbs.db"}, file{name: ".DS_Store"}, file{name: ".git/a.txt"}, file{name: "~$a.docx"}, file{name: "a.txt", content: "1"}), []string{"a.txt: 1"}},
		{"names that lead out", makeZIP(t, file{name: "../../etc/a.txt", content: "1"}, file{name: `C:\a.txt`, content: "2"}, file{name: "/b.txt", content: "3"}), []string{"etc/a.txt: 1", "C:/a.txt: 2", "b.txt: 3"}},
		{"archives inside", makeZIP(t, file{name: "a.zip", content: string(inner)}, file{name: "r.rar", content: string(makeRAR(false, file{name: "c.txt", content: "3"}))}, file{name: "s.7z", content: string(testdata(t, "plain.7z"))}), []string{"a.zip/b.txt: 2", "r.rar/c.txt: 3", "s.7z/年报/市某某局.txt: 一、总体情况", "s.7z/年报/b.txt: b"}},
		{"a damaged archive inside", makeZIP(t, file{name: "a.7z", content: "7z\xbc\xaf\x27\x1c"}, file{name: "b.txt", content: "2"}), []string{"a.7z! truncated", "b.txt: 2"}},
		{"one file encrypted", encrypted, []string{"a.txt! encrypted", "b.txt: 2"}},
		{"7z", testdata(t, "plain.7z"), []string{"年报/市某某局.txt: 一、总体情况", "年报/b.txt: b"}},
		{"7z encrypted", testdata(t, "encrypted.7z"), []string{"a.txt! encrypted"}},
		{"rar", makeRAR(false, file{name: "年报/a.txt", content: "1"}, file{name: ".x", content: "x"}, file{name: "b.txt", content: "2"}), []string{"年报/a.txt: 1", "b.txt: 2"}},
		{"rar encrypted", makeRAR(true, file{name: "a.txt", content: "0123456789abcdef"}), []string{"a.txt! encrypted"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := unpack(t, test.bytes, read.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("a document is not opened", func(t *testing.T) {
		got, err := unpack(t, makeZIP(t, file{name: "a.docx", content: docx}), read.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], "a.docx: PK") {
			t.Errorf("files = %q, want a.docx alone", got)
		}
	})
	t.Run("stopped", func(t *testing.T) {
		count := 0
		err := Open(t.Context(), read.Source{Bytes: makeZIP(t, file{name: "a"}, file{name: "b"})}, func(string, []byte, error) bool {
			count++
			return false
		})
		if err != nil || count != 1 {
			t.Errorf("Open = %v after %d files, want nil after 1", err, count)
		}
	})
}

func TestOpenHostile(t *testing.T) {
	limits := read.DefaultLimits()
	zeros := strings.Repeat("\x00", 40<<20)
	deep := makeZIP(t, file{name: "a.txt", content: "1"})
	for range 10 {
		deep = makeZIP(t, file{name: "z.zip", content: string(deep)})
	}
	many := make([]file, 50)
	for i := range many {
		many[i] = file{name: fmt.Sprintf("%d.txt", i)}
	}
	small := limits
	small.Bytes, small.Unpacked, small.Entries = 1<<20, 2<<20, 40
	random := make([]byte, 900<<10) // does not pack
	for i := range random {
		random[i] = byte(i * i >> 7)
	}
	sound := makeZIP(t, file{name: "a.txt", content: strings.Repeat("1234567890", 100)})
	tests := []struct {
		name   string
		bytes  []byte
		limits read.Limits
		files  []string
		want   error
	}{
		{"zip bomb", makeZIP(t, file{name: "a.txt", content: zeros}, file{name: "b.txt", content: "2"}), limits, []string{"a.txt! too_large", "b.txt: 2"}, nil},
		{"7z bomb", testdata(t, "bomb.7z"), limits, nil, fault.ErrTooLarge},
		{"too deep", deep, limits, []string{strings.Repeat("z.zip/", 7) + "z.zip! too_large"}, nil},
		{"too many files", makeZIP(t, many...), small, nil, fault.ErrTooLarge},
		{"all the files too large", makeZIP(t, file{name: "a", content: string(random[:100<<10]) + zeros[:900<<10]}, file{name: "b", content: zeros[:1000<<10]}, file{name: "c", content: zeros[:1000<<10]}), small, []string{"a: " + string(random[:40]), "b: " + zeros[:40]}, fault.ErrTooLarge},
		{"one file too large", makeZIP(t, file{name: "a", content: zeros[:1<<20+1]}, file{name: "b", content: "2"}), small, []string{"a! too_large", "b: 2"}, nil},
		{"the archive too large", zerosOf(2 << 20), small, nil, fault.ErrTooLarge},
		{"truncated zip", sound[:len(sound)-30], limits, nil, fault.ErrTruncated},
		{"truncated 7z", testdata(t, "plain.7z")[:150], limits, nil, fault.ErrTruncated},
		{"truncated rar", makeRAR(false, file{name: "a", content: "1234567890"})[:40], limits, []string{"a! truncated"}, fault.ErrTruncated},
		{"7z with encrypted names", testdata(t, "encrypted_names.7z"), limits, nil, fault.ErrEncrypted},
		{"entries over the same bytes", overlapping(t), limits, nil, fault.ErrDamaged},
		{"not an archive", []byte("hello"), limits, nil, fault.ErrUnsupported},
		{"empty", nil, limits, nil, fault.ErrUnsupported},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := unpack(t, test.bytes, test.limits)
			if !errors.Is(err, test.want) {
				t.Errorf("Open = %v, want %v", err, test.want)
			}
			if diff := cmp.Diff(test.files, got); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("the deadline has passed", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		err := Open(ctx, read.Source{Bytes: sound, Limits: limits}, func(string, []byte, error) bool { return true })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Open = %v, want %v", err, context.Canceled)
		}
	})
}

func zerosOf(n int) []byte { return make([]byte, n) }

func TestKind(t *testing.T) {
	tests := []struct {
		name string
		want read.Format
	}{
		{"word/document.xml", read.FormatDOCX},
		{"Word/Document2.xml", read.FormatDOCX},
		{`word\document.xml`, read.FormatDOCX},
		{"xl/workbook.xml", read.FormatXLSX},
		{"xl/workbook.bin", read.FormatXLSB},
		{"OFD.xml", read.FormatOFD},
		{"mimetype", read.FormatODF},
		{"a/word/document.xml", read.FormatZIP},
		{"年报.docx", read.FormatZIP},
	}
	for _, test := range tests {
		r, err := OpenZIP(makeZIP(t, file{name: "[Content_Types].xml"}, file{name: test.name}), 10)
		if err != nil {
			t.Fatal(err)
		}
		if got := Kind(r); got != test.want {
			t.Errorf("Kind(%s) = %s, want %s", test.name, got, test.want)
		}
	}
}

func TestName(t *testing.T) {
	plain := "nianbao.doc"
	field := binary.LittleEndian.AppendUint16(nil, 0x7075)
	field = binary.LittleEndian.AppendUint16(field, uint16(5+len("年报.doc")))
	field = append(field, 1)
	field = binary.LittleEndian.AppendUint32(field, crc32.ChecksumIEEE([]byte(plain)))
	field = append(field, "年报.doc"...)
	tests := []struct {
		name string
		in   zip.FileHeader
		want string
	}{
		{"flagged", zip.FileHeader{Name: "年报.doc"}, "年报.doc"},
		{"flagged, but not UTF-8", zip.FileHeader{Name: "a\xff"}, "a\ufffd"},
		{"GBK", zip.FileHeader{Name: "\xc4\xea\xb1\xa8.doc", NonUTF8: true}, "年报.doc"},
		{"Unicode field", zip.FileHeader{Name: plain, Extra: field}, "年报.doc"},
		{"Unicode field of another name", zip.FileHeader{Name: "b", Extra: field}, "b"},
		{"damaged field", zip.FileHeader{Name: plain, Extra: field[:9]}, plain},
	}
	for _, test := range tests {
		if got := Name(&zip.File{FileHeader: test.in}); got != test.want {
			t.Errorf("%s: Name = %q, want %q", test.name, got, test.want)
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(makeZIP(f, file{name: "\xc4\xea.txt", content: "1", raw: true}, file{name: "b.zip", content: string(makeZIP(f, file{name: "c", content: "2"}))}))
	f.Add(makeRAR(false, file{name: "a", content: "1234567890"}, file{name: "b", content: "2"}))
	f.Add(makeRAR(true, file{name: "a", content: "0123456789abcdef"}))
	for _, name := range []string{"plain.7z", "encrypted.7z", "encrypted_names.7z"} {
		f.Add(testdata(f, name))
	}
	limits := read.DefaultLimits()
	limits.Bytes, limits.Unpacked, limits.Entries = 1<<20, 4<<20, 100
	f.Fuzz(func(t *testing.T, b []byte) {
		var total int
		err := Open(t.Context(), read.Source{Bytes: b, Limits: limits}, func(name string, b []byte, err error) bool {
			total += len(b)
			if _, ok := fault.Reason(err); err != nil && !ok {
				t.Errorf("%q: error without a reason: %v", name, err)
			}
			if strings.HasPrefix(name, "/") || strings.Contains("/"+name+"/", "/../") {
				t.Errorf("name %q leads out", name)
			}
			return true
		})
		if _, ok := fault.Reason(err); err != nil && !ok {
			t.Errorf("error without a reason: %v", err)
		}
		if total > 4<<20 {
			t.Errorf("%d bytes unpacked", total)
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	content := strings.Repeat("一、本年新收政府信息公开申请数量\t1234\n", 2000)
	var files []file
	for i := range 50 {
		files = append(files, file{name: fmt.Sprintf("%d.txt", i), content: content})
	}
	for _, c := range []struct {
		name  string
		bytes []byte
	}{{"zip", makeZIP(b, files...)}, {"rar", makeRAR(false, files...)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(50 * len(content)))
			b.ReportAllocs()
			for b.Loop() {
				err := Open(b.Context(), read.Source{Bytes: c.bytes, Limits: read.DefaultLimits()}, func(_ string, _ []byte, err error) bool { return err == nil })
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// overlapping is a ZIP file whose two entries name the same bytes.
func overlapping(t *testing.T) []byte {
	t.Helper()
	b := makeZIP(t, file{name: "a.txt", content: "11111"}, file{name: "b.txt", content: "11111"})
	mark := []byte("PK\x01\x02")
	second := bytes.LastIndex(b, mark)
	copy(b[second+42:second+46], b[bytes.Index(b, mark)+42:]) // where the entry begins
	return b
}
