package charset

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

type decoded struct {
	Text, Name string
	Lossy      int
}

func gb(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatalf("encode %q: %v", s, err)
	}
	return out
}

func utf16(t testing.TB, order unicode.Endianness, s string) string {
	t.Helper()
	out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(s)
	if err != nil {
		t.Fatalf("encode %q: %v", s, err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const line = "一、本年新收政府信息公开申请数量\t12"
	metaGB := `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`
	metaUTF8 := `<META charset='UTF-8'>`
	tests := []struct {
		name     string
		in       string
		declared string
		want     decoded
	}{
		{"empty", "", "", decoded{"", UTF8, 0}},
		{"utf-16 without its mark", utf16(t, unicode.LittleEndian, "<td>一</td>")[2:], "", decoded{"<td>一</td>", UTF16LE, 0}},
		{"big-endian utf-16 without its mark", utf16(t, unicode.BigEndian, "<td>一</td>")[2:], "gbk", decoded{"<td>一</td>", UTF16BE, 0}},
		{"utf-16 as a mail says", utf16(t, unicode.LittleEndian, "一二三四五")[2:], "utf-16le", decoded{"一二三四五", UTF16LE, 0}},
		{"a page that says utf-16 and is not", `<meta charset="utf-16">` + line, "", decoded{`<meta charset="utf-16">` + line, UTF8, 0}},
		{"ascii", "12,5", "gbk", decoded{"12,5", UTF8, 0}},
		{"utf-8 without declaration", line, "", decoded{line, UTF8, 0}},
		{"gbk without declaration", gb(t, line), "", decoded{line, GB18030, 0}},
		{"utf-8 byte order mark", "\xef\xbb\xbf" + line, "gbk", decoded{line, UTF8, 0}},
		{"utf-16le byte order mark", utf16(t, unicode.LittleEndian, line), "", decoded{line, UTF16LE, 0}},
		{"utf-16be byte order mark", utf16(t, unicode.BigEndian, line), "", decoded{line, UTF16BE, 0}},
		{"utf-16 cut in a character", "\xff\xfe\x00\x4e\x00", "", decoded{"一\ufffd", UTF16LE, 1}},
		{"meta gb2312 holds characters outside gb2312", gb(t, metaGB+"朱镕基㙍𠮷"), "", decoded{metaGB + "朱镕基㙍𠮷", GB18030, 0}},
		{"meta gb2312 but utf-8", metaGB + line, "", decoded{metaGB + line, UTF8, 0}},
		{"meta utf-8 but gbk", gb(t, metaUTF8+line), "", decoded{metaUTF8 + line, GB18030, 0}},
		{"xml declaration", gb(t, `<?xml version="1.0" encoding="GBK"?><p>一</p>`), "", decoded{`<?xml version="1.0" encoding="GBK"?><p>一</p>`, GB18030, 0}},
		{"declared outside wins over meta", gb(t, metaUTF8+"一"), "gb2312", decoded{metaUTF8 + "一", GB18030, 0}},
		{"one gbk character that is valid utf-8 too, declared", gb(t, "一"), "GBK", decoded{"一", GB18030, 0}},
		{"unknown label is ignored", gb(t, line), "iso-8859-1", decoded{line, GB18030, 0}},
		{"utf-8 with a damaged character, declared gbk", metaGB + line + "\xe4\xb8", "", decoded{metaGB + line + "\ufffd", UTF8, 1}},
		{"utf-8 with a damaged character, undeclared", line + "\xe4\xb8" + line, "", decoded{line + "\ufffd" + line, UTF8, 1}},
		{"gbk cut in a character", gb(t, line+"一")[:len(gb(t, line))+1], "gbk", decoded{line + "\ufffd", GB18030, 1}},
		{"replacement characters of an earlier conversion", "规范性\ufffd\ufffd文件", "", decoded{"规范性\ufffd\ufffd文件", UTF8, 2}},
		{"meta without charset first", `<meta name="a" content="b">` + metaGB + gb(t, "一"), "", decoded{`<meta name="a" content="b">` + metaGB + "一", GB18030, 0}},
		{"meta never closed", gb(t, "<meta charset=gbk 一"), "", decoded{"<meta charset=gbk 一", GB18030, 0}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text, name, lossy := Decode([]byte(test.in), test.declared)
			if diff := cmp.Diff(test.want, decoded{text, name, lossy}); diff != "" {
				t.Errorf("Decode (-want +got):\n%s", diff)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("一、本年新收"), "gbk")
	f.Add([]byte(gb(f, "<meta charset=gb2312>二、上年结转")), "")
	f.Add([]byte("\xff\xfe\x00\x4e\x00"), "")
	f.Add([]byte("\xfe\xff\xd8\x00"), "utf-8")
	f.Add([]byte("\xef\xbb\xbf\x80\x81\x30\x81"), "")
	f.Add([]byte("<?xml encoding=\"gbk"), "")
	f.Add([]byte("<meta charset=<meta charset =' gbk\xff\xff"), "x")
	f.Fuzz(func(t *testing.T, b []byte, declared string) {
		text, name, lossy := Decode(b, declared)
		if !utf8.ValidString(text) {
			t.Errorf("%s text is not valid UTF-8", name)
		}
		if got := strings.Count(text, "\ufffd"); got != lossy {
			t.Errorf("lossy %d, but %d replacement characters", lossy, got)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat("<td><p>一、本年新收政府信息公开申请数量</p></td><td>1234</td>\n", 1000)
	for _, c := range []struct{ name, in string }{
		{"utf8", text},
		{"gbk", gb(b, "<meta charset=gbk>"+text)},
	} {
		b.Run(c.name, func(b *testing.B) {
			in := []byte(c.in)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(in, "")
			}
		})
	}
}
