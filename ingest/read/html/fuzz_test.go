package html

import (
	"strings"
	"testing"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"
)

// FuzzRead asserts what every reader promises: a reason for what is refused, cells inside their grid, none on another.
func FuzzRead(f *testing.F) {
	for _, page := range testPages(f) {
		f.Add(page.body)
	}
	for _, s := range []string{
		"<table><tr><td rowspan=2 colspan=3>a<td>b<tr><td rowspan=0>c</table>",
		"<table><td><table><tr><td>1<td>2</table><tfoot><tr><td>x<td>y",
		"<p>1<sup>2</sup><del>3</del><span style=display:none>4",
		"<meta charset=gbk><pre>\xd2\xbb\r\n",
		"<style>td>b.x:not(:first-child)::before,#i[a^=b]{content:'9' attr(c);color:#fff;position:absolute;left:calc(1px - 2em)}</style><table><td><b class=x id=i a=b>1",
		"<style>@media screen{a{b{c:d}&:hover{display:none}}}@import url(data:text/css,td{opacity:0});.a,.b{transform:matrix(1,0,0,-1,0,0)}</style><table><td class=a>1",
		"<style>:root{--x:var(--y,1)}td{font:0/0 a;clip-path:polygon(0 0,0 0);color:var(--x)}tr:nth-child(-2n+3){visibility:collapse}</style><table><tr><td>1",
		"<table><col style=visibility:collapse><tr><td style=\"display:flex;direction:rtl\"><bdo dir=rtl>1</bdo><li>2<select><option selected>3",
		"<frameset><frame src=a.doc>", "<svg><table><td>", "<math><td><mi><table>", "<select><table><tr><td>1",
	} {
		f.Add([]byte(s))
	}
	limits := read.DefaultLimits()
	limits.Columns, limits.Cells = 64, 5000
	f.Fuzz(func(t *testing.T, b []byte) {
		docs, err := New().Read(t.Context(), read.Source{Bytes: b, Limits: limits})
		if err != nil {
			if _, ok := fault.Reason(err); !ok {
				t.Errorf("error without a reason: %v", err)
			}
			return
		}
		for _, block := range docs[0].Blocks {
			if block.Grid != nil {
				readtest.Check(t, block.Grid, limits)
			} else if strings.TrimSpace(block.Text) == "" {
				t.Error("empty paragraph")
			}
		}
	})
}
