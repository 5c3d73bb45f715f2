package pdf

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// builder writes small PDF files: a content stream a page. Font F1 is Helvetica, F2 a Chinese font that is neither
// embedded nor has a ToUnicode map, as FangSong_GB2312 in official documents.
type builder struct {
	pages    []string // content streams
	rotate   int
	mediaBox string
	images   bool   // an image XObject Im on every page
	form     string // content of the form XObject Fm
	password string // of the user
	count    int    // of pages to claim instead of the true number

	resources string   // more of each page
	catalog   string   // more of the catalog
	page      string   // more of each page's dictionary
	more      []string // objects from number 9 on
}

func (b builder) bytes(t testing.TB) []byte {
	t.Helper()
	box := b.mediaBox
	if box == "" {
		box = "0 0 595 842"
	}
	objects := []string{
		fmt.Sprintf("<< /Type /Catalog /Pages 2 0 R %s >>", b.catalog), "",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [5 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R /DW 1000 /W [1 95 500 814 939 500] >>",
		"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
		stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x80"),
		stream("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Matrix [0.5 0 0 0.5 100 200] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>", b.form),
	}
	objects = append(objects, b.more...)
	var kids []string
	for _, content := range b.pages {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Rotate %d /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /Im 7 0 R /Fm 8 0 R >> %s >> %s >>", box, b.rotate, n+1, b.resources, b.page),
			stream("", content))
	}
	count := len(kids)
	if b.count > 0 {
		count = b.count
	}
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), count)
	trailer := ""
	if b.password != "" {
		objects, trailer = encrypt(objects, b.password)
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, start)
	return out.Bytes()
}

func stream(dictionary, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dictionary, len(content), content)
}

// encrypt adds the standard security handler of 40 bits with a user password. Streams are left as they are: without
// the password nobody gets that far.
func encrypt(objects []string, password string) ([]string, string) {
	pad := "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"
	padded := (password + pad)[:32]
	crypt := func(key []byte, text string) string {
		c, _ := rc4.NewCipher(key)
		out := make([]byte, len(text))
		c.XORKeyStream(out, []byte(text))
		return fmt.Sprintf("<%x>", out)
	}
	id := "0123456789abcdef"
	sum := md5.Sum([]byte(padded))
	owner, _ := rc4.NewCipher(sum[:5])
	o := make([]byte, 32)
	owner.XORKeyStream(o, []byte(padded))
	permissions := int32(-44)
	key := append([]byte(padded), o...)
	key = binary.LittleEndian.AppendUint32(key, uint32(permissions))
	key = append(key, id...)
	file := md5.Sum(key)
	objects = append(objects, fmt.Sprintf("<< /Filter /Standard /V 1 /R 2 /O <%x> /U %s /P %d >>", o, crypt(file[:5], pad), permissions))
	return objects, fmt.Sprintf("/Encrypt %d 0 R /ID [<%x> <%x>]", len(objects), id, id)
}

// show returns operators that print text at x, y: Chinese in F2, everything else in F1, a run an operator.
func show(t testing.TB, x, y float64, text string) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "BT 1 0 0 1 %.2f %.2f Tm ", x, y)
	for runes := []rune(text); len(runes) > 0; {
		n := 1
		for n < len(runes) && (runes[n] < 0x80) == (runes[0] < 0x80) {
			n++
		}
		run, font := string(runes[:n]), "F1"
		if runes[0] >= 0x80 {
			gbk, err := simplifiedchinese.GBK.NewEncoder().String(run)
			if err != nil {
				t.Fatal(err)
			}
			run, font = gbk, "F2"
		}
		fmt.Fprintf(&b, "/%s 10 Tf <%x> Tj ", font, run)
		runes = runes[n:]
	}
	return b.String() + "ET\n"
}

// smallTable prints a table of two rows, with its upper left corner at 60, 740 from below.
func smallTable(t testing.TB) string {
	return tableOf(t, "三、收到和处理情况", "项目", "自然人", "总计", "收到")
}

// latinTable is the same in letters: what is set upright on a turned page needs a font with shapes.
func latinTable(t testing.TB) string {
	return tableOf(t, "Requests received and handled", "item", "natural", "total", "received")
}

func tableOf(t testing.TB, heading string, labels ...string) string {
	t.Helper()
	return show(t, 60, 760, heading) +
		"0.5 w 60 740 m 360 740 l S 60 710 m 360 710 l S 60 680 m 360 680 l S\n" +
		"60 740 m 60 680 l S 160 740 m 160 680 l S 260 740 m 260 680 l S 360 740 m 360 680 l S\n" +
		show(t, 70, 721, labels[0]) + show(t, 170, 721, labels[1]) + show(t, 270, 721, labels[2]) +
		show(t, 70, 691, labels[3]) + show(t, 170, 691, "904.94") + show(t, 270, 691, "11991")
}

// oneByOne parts the strings of Chinese text, so that each character is a piece of text by itself.
func oneByOne(content string) string {
	var b strings.Builder
	for _, operator := range strings.Split(content, " Tj ") {
		if i := strings.LastIndex(operator, "/F2 10 Tf <"); i >= 0 {
			hex := strings.TrimSuffix(operator[i+len("/F2 10 Tf <"):], ">")
			b.WriteString(operator[:i])
			for ; len(hex) >= 4; hex = hex[4:] {
				b.WriteString("/F2 10 Tf <" + hex[:4] + "> Tj ")
			}
			continue
		}
		b.WriteString(operator + " Tj ")
	}
	return strings.TrimSuffix(b.String(), " Tj ")
}
