package mime

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/ingest/read"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

const page = `<html><head><meta charset="gb2312"><title>年报</title></head><body><p>一、总体情况</p><table><tr><td>规章</td><td>12</td></tr></table></body></html>`

func gb(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func b64(s string) string {
	encoded := base64.StdEncoding.EncodeToString([]byte(s))
	var lines strings.Builder
	for len(encoded) > 76 {
		lines.WriteString(encoded[:76] + "\r\n")
		encoded = encoded[76:]
	}
	return lines.String() + encoded
}

// lines joins lines as mails do.
func lines(l ...string) string { return strings.Join(l, "\r\n") + "\r\n" }

// webArchive is what Word writes: the page first, then its files.
func webArchive(t testing.TB) string {
	return lines(
		"MIME-Version: 1.0",
		`Content-Type: multipart/related; boundary="----=_NextPart_01"`,
		"",
		"此文档为“单个文件网页”。",
		"------=_NextPart_01",
		"Content-Location: http://www.Example.gov.cn/nb.htm",
		"Content-Transfer-Encoding: quoted-printable",
		`Content-Type: text/html; charset="gb2312"`,
		"",
		quoted(gb(t, page)),
		"------=_NextPart_01",
		"Content-Location: file:///C:/a/image001.png",
		"Content-Transfer-Encoding: base64",
		"Content-Type: image/png",
		"",
		b64("png"),
		"------=_NextPart_01--",
	)
}

// quoted writes quoted-printable with every byte escaped and soft line ends.
func quoted(s string) string {
	const hex = "0123456789ABCDEF"
	var out strings.Builder
	for i := range len(s) {
		if i > 0 && i%24 == 0 {
			out.WriteString("=\r\n")
		}
		out.WriteString("=" + string(hex[s[i]>>4]) + string(hex[s[i]&15]))
	}
	return out.String()
}

func TestRead(t *testing.T) {
	blink := lines(
		"From: <Saved by Blink>",
		"Snapshot-Content-Location: http://www.example.gov.cn/nb.htm",
		"Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=",
		"MIME-Version: 1.0",
		"Content-Type: multipart/related;",
		"\ttype=\"text/html\"; start=\"<root@mhtml.blink>\";",
		"\tboundary=\"b\"",
		"",
		"--b",
		"Content-Type: text/html",
		"Content-ID: <frame@mhtml.blink>",
		"",
		"<p>menu</p>",
		"--b",
		"Content-Type: text/html",
		"Content-ID: <root@mhtml.blink>",
		"Content-Location: http://www.example.gov.cn/nb.htm",
		"Content-Transfer-Encoding: base64",
		"",
		b64(page),
		"--b--",
	)
	single := lines("MIME-Version: 1.0", "Content-Type: text/html; charset=gbk", "Content-Location: http://www.example.gov.cn/nb.htm", "", gb(t, page))
	want := []read.Document{{
		Format: "mht",
		Title:  "年报",
		Meta:   read.Meta{Titles: []string{"年报"}, Host: "www.example.gov.cn"},
		Blocks: []read.Block{
			{Text: "一、总体情况"},
			{Grid: &read.Grid{Rows: 1, Columns: 2, Cells: []read.GridCell{
				{Row: 0, Column: 0, RowSpan: 1, ColumnSpan: 1, Text: "规章"},
				{Row: 0, Column: 1, RowSpan: 1, ColumnSpan: 1, Text: "12"},
			}}},
		},
	}}
	for _, test := range []struct{ name, in string }{
		{"Word", webArchive(t)},
		{"Chrome", blink},
		{"a single part", single},
		{"line ends of Unix", strings.ReplaceAll(webArchive(t), "\r\n", "\n")},
	} {
		t.Run(test.name, func(t *testing.T) {
			if !IsPage([]byte(test.in)) {
				t.Error("IsPage = false")
			}
			if got := read.Sniff([]byte(test.in)); got != read.FormatMIME && test.name != "a single part" {
				t.Errorf("Sniff = %s", got)
			}
			got, err := New().Read(t.Context(), read.Source{Path: "a.doc", Bytes: []byte(test.in), Limits: read.DefaultLimits()})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("documents (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadHostile(t *testing.T) {
	sound := webArchive(t)
	deep := "Content-Type: multipart/mixed; boundary=b10\r\n\r\n"
	for i := range 40 {
		deep += fmt.Sprintf("--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n", i+10, i+11)
	}
	tests := []struct {
		name, in string
		want     error
	}{
		{"empty", "", fault.ErrEmpty},
		{"no header", "hello", fault.ErrDamaged},
		{"cut in the page", sound[:700], fault.ErrTruncated},
		{"cut before the page", sound[:strings.Index(sound, "Content-Location")], fault.ErrTruncated},
		{"broken encoding", lines("Content-Type: text/html", "Content-Transfer-Encoding: base64", "", "PHA+M!TI"), fault.ErrDamaged},
		{"no page", lines("Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: image/png", "", "x", "--b--"), fault.ErrUnsupported},
		{"messages inside each other", deep, fault.ErrTooLarge},
		{"many parts", "Content-Type: multipart/related; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\n", 30_000), fault.ErrTooLarge},
		{"boundary missing", lines("Content-Type: multipart/related", "", "x"), fault.ErrUnsupported},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := New().Read(t.Context(), read.Source{Bytes: []byte(test.in), Limits: read.DefaultLimits()})
			if !errors.Is(err, test.want) {
				t.Errorf("Read = %v, want %v", err, test.want)
			}
		})
	}
	t.Run("cut behind the page", func(t *testing.T) {
		docs, err := New().Read(t.Context(), read.Source{Bytes: []byte(sound[:strings.Index(sound, "Content-Location: file")]), Limits: read.DefaultLimits()})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]report.Note{{Kind: report.NoteOuterPart, Count: 1}}, docs[0].Notes); diff != "" {
			t.Errorf("Notes (-want +got):\n%s", diff)
		}
	})
	t.Run("the deadline has passed", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := New().Read(ctx, read.Source{Bytes: []byte(sound)}); !errors.Is(err, context.Canceled) {
			t.Errorf("Read = %v, want %v", err, context.Canceled)
		}
	})
}

// mail has a body in two renditions, a picture, a mail inside and three attachments.
func mail(t testing.TB) string {
	return lines(
		"Received: from a by b",
		"From: a@example.gov.cn",
		"To: b@example.gov.cn",
		"Subject: =?gb2312?B?xOqxqA==?=",
		`Content-Type: multipart/mixed; boundary="m"`,
		"",
		"--m",
		`Content-Type: multipart/alternative; boundary="alt"`,
		"",
		"--alt",
		"Content-Type: text/plain; charset=gbk",
		"",
		gb(t, "请查收"),
		"--alt",
		`Content-Type: multipart/related; boundary="rel"`,
		"",
		"--rel",
		"Content-Type: text/html; charset=gbk",
		"",
		gb(t, "<p>请查收镕</p>"),
		"--rel",
		"Content-Type: image/png; name=logo.png",
		"Content-Transfer-Encoding: base64",
		"",
		b64("png"),
		"--rel--",
		"--alt--",
		"--m",
		"Content-Type: application/msword; name=\"=?gb2312?B?xOqxqC5kb2M=?=\"",
		"Content-Transfer-Encoding: base64",
		"Content-Disposition: attachment",
		"",
		b64("doc content")+" \r\n",
		"--m",
		"Content-Type: application/octet-stream",
		"Content-Disposition: attachment; filename*=UTF-8''%E5%B9%B4%E6%8A%A5.docx",
		"",
		"docx content",
		"--m",
		"Content-Type: application/pdf; name="+gb(t, "年报.pdf"),
		"Content-Transfer-Encoding: base64",
		"",
		"AAAAA",
		"--m",
		"Content-Type: message/rfc822",
		"",
		"Content-Type: text/plain; charset=utf-8",
		"",
		"转发",
		"--m--",
	)
}

func TestOpen(t *testing.T) {
	in := mail(t)
	if IsPage([]byte(in)) {
		t.Error("IsPage = true for a mail")
	}
	collect := func(in string) ([]string, error) {
		var got []string
		err := Open(t.Context(), read.Source{Path: "a.eml", Bytes: []byte(in), Limits: read.DefaultLimits()}, func(name string, b []byte, err error) bool {
			if err != nil {
				code, _ := fault.Reason(err)
				got = append(got, name+"! "+code)
				return true
			}
			got = append(got, name+": "+strings.TrimSpace(string(b)))
			return true
		})
		return got, err
	}
	want := []string{
		"body-1.html: \ufeff<p>请查收镕</p>",
		"年报.doc: doc content",
		"年报.docx: docx content",
		"年报.pdf! truncated",
		"body-2.txt: \ufeff转发",
	}
	got, err := collect(in)
	if err != nil {
		t.Errorf("Open = %v", err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	got, err = collect("From a@b Mon Jan 1\r\n" + in[:strings.Index(in, "Content-Disposition: attachment; filename*")])
	if !errors.Is(err, fault.ErrTruncated) {
		t.Errorf("Open = %v, want %v", err, fault.ErrTruncated)
	}
	if diff := cmp.Diff(want[:2], got[:2]); diff != "" {
		t.Errorf("files before the end (-want +got):\n%s", diff)
	}
	count := 0
	err = Open(t.Context(), read.Source{Bytes: []byte(in)}, func(string, []byte, error) bool { count++; return false })
	if err != nil || count != 1 {
		t.Errorf("Open = %v after %d files, want nil after 1", err, count)
	}
}

func FuzzMessage(f *testing.F) {
	f.Add([]byte(webArchive(f)))
	f.Add([]byte(mail(f)))
	f.Add([]byte("Content-Type: text/html\n\n<p>1"))
	limits := read.DefaultLimits()
	limits.Entries = 200
	f.Fuzz(func(t *testing.T, b []byte) {
		IsPage(b)
		src := read.Source{Bytes: b, Limits: limits}
		if _, err := New().Read(t.Context(), src); err != nil {
			if _, ok := fault.Reason(err); !ok {
				t.Errorf("Read: error without a reason: %v", err)
			}
		}
		err := Open(t.Context(), src, func(name string, _ []byte, err error) bool {
			if _, ok := fault.Reason(err); err != nil && !ok {
				t.Errorf("%q: error without a reason: %v", name, err)
			}
			return true
		})
		if _, ok := fault.Reason(err); err != nil && !ok {
			t.Errorf("Open: error without a reason: %v", err)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	in := []byte(strings.Replace(webArchive(b), quoted(gb(b, page)), quoted(gb(b, strings.Repeat(page, 100))), 1))
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New().Read(b.Context(), read.Source{Bytes: in, Limits: read.DefaultLimits()}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N), "ms/doc")
}
