package html

import (
	"testing"

	"gongkai/ingest/read"
)

// A paragraph whose words are all those of links is one of a menu or a list, whatever marks and dates stand beside them.
func TestLinkedParagraphs(t *testing.T) {
	for _, test := range []struct {
		name, body string
		want       []bool
	}{
		{"a list", `<ul><li><a href="/1">甲局年报</a></li><li>· <a href="/2">乙局年报</a></li></ul>`, []bool{true, true}},
		{"with days", `<p><span>[2025-01-20]</span><a href="/1">甲局年报</a></p><p><a href="/1">乙局年报</a> 2025年1月20日</p>`, []bool{true, true}},
		{"a menu", `<p><a href="/">首页</a> &gt; <a href="/g">公开</a> | <a href="/n">年报</a></p>`, []bool{true}},
		{"a table of links", `<table><tr><td><a href="/1">甲局年报</a></td></tr><tr><td><a href="/2">乙局年报</a></td></tr></table>`, []bool{true, true}},
		{"a link around a paragraph", `<a href="/1"><p>甲局年报</p></a><p>正文</p>`, []bool{true, false}},
		{"a link within a sentence", `<p>详见<a href="/1">甲局年报</a></p>`, []bool{false}},
		{"a title that links to itself", `<h1><a href="/1">甲局年报</a></h1>`, []bool{false}},
		{"an anchor", `<p><a name="top">甲局年报</a></p><p><a href="#top">乙局年报</a></p>`, []bool{false, false}},
		{"no link", `<p>甲局年报</p>`, []bool{false}},
	} {
		t.Run(test.name, func(t *testing.T) {
			docs, err := New().Read(t.Context(), read.Source{Bytes: []byte("<html><body>" + test.body + "</body></html>"), Limits: read.DefaultLimits()})
			if err != nil {
				t.Fatal(err)
			}
			if len(docs[0].Blocks) != len(test.want) {
				t.Fatalf("blocks %+v", docs[0].Blocks)
			}
			for i, b := range docs[0].Blocks {
				if b.Linked != test.want[i] {
					t.Errorf("%q: linked %v", b.Text, b.Linked)
				}
			}
		})
	}
}
