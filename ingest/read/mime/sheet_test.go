package mime

import (
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/html"
)

// archive is a page with one style sheet beside it, as browsers and Word save it.
func archive(link, head, sheet string) string {
	return lines(
		"MIME-Version: 1.0",
		`Content-Type: multipart/related; boundary="b"`,
		"",
		"--b",
		"Content-Location: file:///C:/a/nb.htm",
		`Content-Type: text/html; charset="utf-8"`,
		"",
		"<html><head>"+link+`</head><body><table><tr><td>a</td><td><span class="x">99</span>12</td></tr></table></body></html>`,
		"--b",
		head,
		"Content-Type: text/css",
		"Content-Transfer-Encoding: base64",
		"",
		sheet,
		"--b--")
}

// A sheet that stands beside the page in its archive counts like one in the page.
func TestSheetBeside(t *testing.T) {
	t.Parallel()
	hides := b64(".x { display: none }")
	for _, c := range []struct{ name, page, want string }{
		{"by Content-ID", archive(`<link rel=stylesheet href="cid:s1@x">`, "Content-ID: <s1@x>", hides), "12"},
		{"by address", archive(`<link rel="StyleSheet" type="text/css" href="nb.files/a.css">`, "Content-Location: file:///C:/a/nb.files/a.css", hides), "12"},
		{"by whole address", archive(`<link rel=stylesheet href="http://x.gov.cn/a.css">`, "Content-Location: http://x.gov.cn/a.css", hides), "12"},
		{"by import", archive(`<style>@import url("nb.files/a.css");</style>`, "Content-Location: file:///C:/a/nb.files/a.css", hides), "12"},
		{"for print", archive(`<link rel=stylesheet media=print href="cid:s1@x">`, "Content-ID: <s1@x>", hides), "9912"},
		{"that does not match", archive(`<link rel=stylesheet href="cid:s1@x">`, "Content-ID: <s1@x>", b64(".y { display: none } .x { color: red }")), "9912"},
		{"that is not there", archive(`<link rel=stylesheet href="cid:s2@x">`, "Content-ID: <s1@x>", hides), "\ufffc9912"},
		{"that is damaged", archive(`<link rel=stylesheet href="cid:s1@x">`, "Content-ID: <s1@x>", "!!!"), "\ufffc9912"},
		{"of another server", archive(`<link rel=stylesheet href="http://x.gov.cn/b.css">`, "Content-ID: <s1@x>", hides), "9912"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			docs, err := New().Read(t.Context(), read.Source{Bytes: []byte(c.page), Limits: read.DefaultLimits()})
			if err != nil {
				t.Fatal(err)
			}
			if got := docs[0].Blocks[0].Grid.Cells[1].Text; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// The body of a mail is read alone: the sheets that it names by their Content-ID go with it.
func TestSheetOfMail(t *testing.T) {
	t.Parallel()
	mail := "From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\n" + archive(`<link rel=stylesheet href="cid:s1@x">`, "Content-ID: <s1@x>", b64(".x { display: none }"))
	var bodies []string
	err := Open(t.Context(), read.Source{Bytes: []byte(mail), Limits: read.DefaultLimits()}, func(_ string, b []byte, err error) bool {
		if err != nil {
			t.Error(err)
		}
		bodies = append(bodies, string(b))
		return true
	})
	if err != nil || len(bodies) != 1 {
		t.Fatalf("%d bodies, %v", len(bodies), err)
	}
	docs, err := html.New().Read(t.Context(), read.Source{Bytes: []byte(bodies[0]), Limits: read.DefaultLimits()})
	if err != nil {
		t.Fatal(err)
	}
	if got := docs[0].Blocks[0].Grid.Cells[1].Text; got != "12" || strings.Contains(bodies[0], "cid:") {
		t.Errorf("got %q", got)
	}
}
