package token

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// A page is cut as golang.org/x/net/html cuts it.
func TestScanner(t *testing.T) {
	t.Parallel()
	for _, page := range pages() {
		check(t, page)
	}
}

func FuzzScanner(f *testing.F) {
	for _, page := range pages() {
		f.Add(page)
	}
	f.Fuzz(check)
}

func pages() []string {
	return []string{
		"", "a", "<", "</", "a</", "a<", "<!", "<!-", "<!--", "<!-->", "<!--->", "<!---->", "<!--a-->b", "<!--a--!>b", "<!--a--!-->b", "<!--a->b-->c",
		"<!--->-->", "<!DocType html>a", "<!DOCTY", "<!x>y", "<?xml a?>b", "</>", "</ a>b", "</a b=c>d", "<a", "<a b", "<a b=", "<a b='c", "<a b=c", "</a", "<a b=c>",
		"a < b <3 c", "<A HREF='x' href=y>", "<p a=/>", "<p a=1 a=/>", "<p a='/'/>", "<p a/>", "<p / a=b / >", "<p a = b c= 'd' e =f>", "<p =a ==b>", "<p a=>x", "<br/>", "<p a\x00b=\x00>",
		"<P\x00>", "<a b='&copy=1&amp;&lt;&#50;&#x32;&quot;&ampx;&am'>", "<a b=&copy=1&d\r\n>", "<a b='1\r\n2\r3'>", "<title>a<b>&amp;</title>c", "<TITLE>a</Title b=c>d",
		"<style>a</styl></style>", "<textarea>\n<p></textareax></textarea/>", "<script>a<!-- <script> </script> --></script>b</script>", "<script><!--></script>a", "<script><!--<script>--></script>",
		"<script><!-- <script></script ></script>", "<script><!-x --></script>", "<script><!--<script/></script/></script/>", "<script>", "<script/>a</script>", "<xmp><p></xmp>", "<plaintext>a<b>",
		"<noscript><p></noscript>", "<iframe src=a><p></iframe>", "<noembed>a</noembed><noframes>b</noframes>", "<![if !vml]><p>a<![endif]>", "<!--[if gte mso 9]><xml></xml><![endif]-->",
		"<a 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 1=x 17=y A a 18=/>", "<i<b>c", "<a'b\">", "<a\"='x'>",
	}
}

// tag is a token as both tell it.
type tag struct {
	Kind       Kind
	Raw, Name  string
	Attributes []html.Attribute
}

func check(t *testing.T, page string) {
	var got, want []tag
	s := New(page)
	for kind := s.Next(); kind != End; kind = s.Next() {
		one := tag{Kind: kind, Raw: s.Raw()}
		if kind == Start || kind == SelfClosing || kind == Close {
			one.Name = string(s.Name())
		}
		if kind == Start || kind == SelfClosing {
			s.Attributes()
			for key, value, ok := s.Attribute(); ok; key, value, ok = s.Attribute() {
				one.Attributes = append(one.Attributes, html.Attribute{Key: string(key), Val: value})
			}
		}
		got = append(got, one)
	}
	kinds := map[html.TokenType]Kind{
		html.TextToken: Text, html.StartTagToken: Start, html.SelfClosingTagToken: SelfClosing, html.EndTagToken: Close, html.CommentToken: Comment, html.DoctypeToken: Doctype,
	}
	z := html.NewTokenizer(strings.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		one := tag{Kind: kinds[kind], Raw: string(z.Raw())}
		if one.Kind == Start || one.Kind == SelfClosing || one.Kind == Close {
			name, more := z.TagName()
			one.Name = string(name)
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				one.Attributes = append(one.Attributes, html.Attribute{Key: string(key), Val: string(value)})
			}
		}
		want = append(want, one)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q (-html +token):\n%s", page, diff)
	}
}
