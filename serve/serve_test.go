package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gongkai/job"
	"gongkai/rows/rowstest"
	"gongkai/serve/lease"
	"gongkai/warehouse/release"
)

// Whoever follows links from the first page finds no page that is not there, none that fails, none that is no HTML, and none with a key in
// place of a sentence or with the path of a file of this machine.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt", "pingtan_zone_2021.txt", "pingtan_zone_2023.html", "shanghai_stc_2024.md")
	none := func(context.Context, release.Release) ([]string, error) { return nil, nil }
	for _, status := range []release.Status{release.Provisional, release.Final} {
		if _, err := job.Rollup(t.Context(), job.RollupOptions{Store: p.store, Year: 2023, Status: status, Program: "test", Pages: none}); err != nil {
			t.Fatal(err)
		}
	}
	key := regexp.MustCompile(`[>" ](web|region|explain|page|basis|break|ranking|subject|scope|absence)\.[a-z_.]+[<" ]`)
	seen, queue := map[string]bool{}, []string{"/zh/", "/en/"}
	for _, first := range queue {
		seen[first] = true
	}
	asked := map[string]int{}
	for len(queue) > 0 {
		address := queue[0]
		queue = queue[1:]
		r := p.get(address)
		text := r.Body.Bytes()
		switch {
		case r.Code == http.StatusFound:
			text = []byte(`<a href="` + r.Header().Get("Location") + `"></a>`)
		case r.Code != http.StatusOK:
			t.Errorf("%s: %d\n%.500s", address, r.Code, text)
			continue
		case strings.Contains(string(text), p.dir):
			t.Errorf("%s names a folder of this machine", address)
		}
		if !strings.HasPrefix(r.Header().Get("Content-Type"), "text/html") && r.Code != http.StatusFound {
			continue
		}
		if found := key.FindString(string(text)); found != "" {
			t.Errorf("%s has a key in place of a sentence: %s", address, found)
		}
		for _, link := range links(t, text) {
			u, err := url.Parse(link)
			if err != nil {
				t.Errorf("%s: %q: %v", address, link, err)
				continue
			}
			if u.Host != "" || u.Scheme != "" || u.Path == "" {
				continue
			}
			u.Fragment = ""
			kind := kindOf(u)
			if next := u.String(); !seen[next] && asked[kind] < mostOf(u) {
				seen[next] = true
				asked[kind]++
				queue = append(queue, next)
			}
		}
	}
	for _, kind := range []string{"/region/", "/explain/", "/report/", "/agency/", "/indicator/", "/document/", "/chart/", "/missing", "/ranking", "/release/", "/methodology", "/quality", "/sql", ".parquet", "/download", "/api", ".csv", ".xlsx", ".json", ".svg"} {
		found := false
		for address := range seen {
			found = found || strings.Contains(address, kind)
		}
		if !found {
			t.Errorf("no link leads to a page of the kind %s", kind)
		}
	}
}

// mostOf is how many pages of a kind are asked for: in English the pages alone and none that a release holds, which take as long and
// differ by their words.
func mostOf(u *url.URL) int {
	if strings.HasPrefix(u.Path, "/en/") && (strings.Contains(u.Path, "/release/") || len(path.Ext(u.Path)) > 3 && !strings.Contains(u.Path, ".total")) {
		return 0
	}
	return 1
}

// kindOf is the kind of a page: its language, its first word, how deep it is, and its format.
func kindOf(u *url.URL) string {
	parts := strings.Split(u.Path, "/")
	format := path.Ext(u.Path)
	if len(format) > len(".parquet") || strings.Contains(u.Path, "/indicator/") || strings.Contains(u.Path, "/explain/") && format != ".json" {
		format = ""
	}
	last := ""
	if len(parts) > 4 && (parts[2] == "region" || parts[2] == "release") {
		last = parts[4]
	}
	return strings.Join(parts[:min(3, len(parts))], "/") + " " + strconv.Itoa(len(parts)) + last + format
}

// links are the addresses that a page leads to. Each place within it that it names must be there.
func links(t *testing.T, text []byte) (out []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for _, a := range n.Attr {
			switch {
			case n.Data == "a" && a.Key == "href", n.Data == "link" && a.Key == "href", n.Data == "iframe" && a.Key == "src", n.Data == "img" && a.Key == "src":
				out = append(out, a.Val)
			case a.Key == "style", strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s %s=…>: the policy refuses it", n.Data, a.Key)
			}
		}
		if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style") {
			t.Errorf("<%s> in a page", n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return out
}

// The page, its JSON, its CSV and its workbook say the same number.
func TestOneAddressManyFormats(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt")
	text := p.body("/zh/region/321300?year=2023", http.StatusOK)
	var data struct {
		About struct {
			Snapshot string
			Licence  struct{ ID string }
		}
		Data struct {
			Totals []struct {
				Code  string
				Value *string
			}
		}
	}
	if err := json.Unmarshal([]byte(p.body("/zh/region/321300.json?year=2023", http.StatusOK)), &data); err != nil {
		t.Fatal(err)
	}
	value := ""
	for _, total := range data.Data.Totals {
		if total.Code == "request.received.total" && total.Value != nil {
			value = *total.Value
		}
	}
	if value == "" || data.About.Snapshot == "" || data.About.Licence.ID != "CC-BY-4.0" {
		t.Fatalf("%+v", data)
	}
	contains(t, "page", text, `href="/zh/explain/321300/2023/request.received.total">`+value+"<", "宿迁市", "data@example.org", "@misc{gongkai-321300-2023")
	contains(t, "CSV", p.body("/zh/region/321300.csv?year=2023", http.StatusOK), "year,region_code,region,subject,code,",
		"2023,321300,宿迁市,request,request.received.total,")
	book := rowstest.Open(t, []byte(p.body("/en/region/321300.xlsx?year=2023", http.StatusOK)))
	if sheets := book.GetSheetList(); len(sheets) != 1 {
		t.Errorf("sheets: %v", sheets)
	}
	explained := p.body("/en/explain/321300/2023/request.received.total", http.StatusOK)
	contains(t, "explanation", explained, "/en/report/", "#request.received.total", value)
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt")
	for _, c := range []struct {
		address string
		status  int
		want    []string
	}{
		{"/zh/region/没有这里", http.StatusNotFound, []string{"没有这里"}},
		{"/en/region/鼓楼区?year=2023", http.StatusNotFound, []string{`href="/en/region/320106?year=2023"`}},
		{"/zh/region/321300?year=1999", http.StatusBadRequest, []string{"1999", "year"}},
		{"/zh/region/321300?yeer=2023", http.StatusBadRequest, []string{"yeer", "year, values"}},
		{"/zh/region/321300?year=2023&year=2022", http.StatusBadRequest, []string{"2023 2022"}},
		{"/zh/region/321300?values=mine", http.StatusBadRequest, []string{"mine", "adjusted"}},
		{"/zh/region/321300?as-of=2024-13-01", http.StatusBadRequest, []string{"2024-13-01"}},
		{"/zh/region/321300.json?boundaries=1", http.StatusBadRequest, []string{`"status":400`, "today"}},
		{"/zh/region/321300.parquet", http.StatusNotFound, []string{"csv"}},
		{"/zh/explain/321300/2023/request.received", http.StatusNotFound, []string{"request.received.total"}},
		{"/zh/explain/321300/2023/<script>", http.StatusNotFound, []string{"&lt;script&gt;"}},
		{"/zh/report/123", http.StatusNotFound, nil},
		{"/zh/report/x", http.StatusNotFound, nil},
		{"/zh/document/" + strings.Repeat("0", 64) + "/original", http.StatusNotFound, nil},
		{"/zh/document/..%2f..%2fetc%2fpasswd/original", http.StatusNotFound, nil},
		{"/zh/nowhere", http.StatusNotFound, []string{"/nowhere"}},
		{"/zh/release/none/region/321300", http.StatusNotFound, []string{"none"}},
		{"/zh/release/x/region/321300?values=adjusted", http.StatusBadRequest, nil},
		{"/zh/ranking?level=town", http.StatusBadRequest, []string{"town"}},
		{"/zh/ranking?indicator=disclosure.fee.amount", http.StatusBadRequest, []string{"金额"}},
	} {
		text := p.body(strings.ReplaceAll(c.address, "<script>", "%3Cscript%3E"), c.status)
		contains(t, c.address, text, c.want...)
		if strings.Contains(text, p.dir) || strings.Contains(text, "goroutine") {
			t.Errorf("%s says where its files are:\n%s", c.address, text)
		}
	}
}

// A name leads to its code, an address without a language to one.
func TestRedirects(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt")
	for address, c := range map[string][2]string{
		"/zh/region/" + url.PathEscape("宿迁市") + "?year=2023": {"", "/zh/region/321300?year=2023"},
		"/region/321300?year=2023":                           {"", "/zh/region/321300?year=2023"},
		"/region/321300":                                     {"en-GB,en;q=0.9", "/en/region/321300"},
		"/":                                                  {"fr, zh-CN;q=0.8, en;q=0.7", "/zh/"},
		"/zh/search?q=" + url.QueryEscape("宿迁市人民政府"): {"", "/zh/agency/"},
	} {
		r := p.get(address, "Accept-Language", c[0])
		if to := r.Header().Get("Location"); r.Code != http.StatusFound || !strings.HasPrefix(to, c[1]) {
			t.Errorf("%s: %d to %q, want %q", address, r.Code, to, c[1])
		}
	}
}

func TestOnlyNumbersArePublic(t *testing.T) {
	t.Parallel()
	p := newPlace(t, func(o *Options) { o.Numbers, o.Hosts = true, []string{"gongkai.example.org"} }, "suqian_city_2023.txt")
	p.body("/zh/region/321300", http.StatusOK)
	p.body("/zh/region/321300/missing", http.StatusOK)
	for _, r := range p.server.routes {
		if !r.numbers {
			address := "/zh" + strings.ReplaceAll(r.pattern, "{}", "1")
			contains(t, address, p.body(address, http.StatusForbidden), "不对外开放")
		}
	}
}

func TestForeignRequests(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt")
	if r := p.get("http://evil.example/zh/"); r.Code != http.StatusOK { // get sets the host
		t.Fatal(r.Code)
	}
	request := func(method, host string) int {
		r, err := http.NewRequestWithContext(t.Context(), method, "/zh/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		w := httptest.NewRecorder()
		p.server.ServeHTTP(w, r)
		return w.Code
	}
	if got := request(http.MethodGet, "evil.example"); got != http.StatusMisdirectedRequest {
		t.Errorf("another name: %d", got)
	}
	if got := request(http.MethodPost, "localhost"); got != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", got)
	}
	h := p.get("/zh/").Header()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Link": `rel="license"`, "Referrer-Policy": "same-origin",
	} {
		if !strings.Contains(h.Get(name), want) {
			t.Errorf("%s: %q", name, h.Get(name))
		}
	}
	if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
		t.Error("the policy has exceptions")
	}
}

// An answer is known by its snapshot: the same is not sent again, and a new snapshot is taken up without a restart.
func TestNewSnapshotsAreTakenUp(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt")
	const address = "/zh/region/350000?year=2023"
	first := p.get(address)
	tag := first.Header().Get("ETag")
	if first.Code != http.StatusOK || tag == "" {
		t.Fatalf("%d, %q", first.Code, tag)
	}
	if r := p.get(address, "If-None-Match", tag); r.Code != http.StatusNotModified {
		t.Errorf("the same snapshot: %d", r.Code)
	}
	lent, err := p.server.pool.Take(t.Context(), lease.Reading{})
	if err != nil {
		t.Fatal(err)
	}
	p.ingest("pingtan_zone_2023.html")
	r := p.get(address, "If-None-Match", tag)
	if r.Code != http.StatusOK || r.Header().Get("ETag") == tag {
		t.Errorf("a new snapshot: %d, %q", r.Code, r.Header().Get("ETag"))
	}
	var n int
	row, err := lent.Query(t.Context(), "SELECT count(*) FROM report")
	if err != nil {
		t.Fatal(err)
	}
	for row.Next() {
		if err := row.Scan(&n); err != nil {
			t.Fatal(err)
		}
	}
	if err := row.Close(); err != nil || n != 1 {
		t.Errorf("who reads the old snapshot sees %d reports, want 1: %v", n, err)
	}
	lent.Return()
	if out := p.server.pool.Out(); out != 0 {
		t.Errorf("%d sessions are out", out)
	}
	contains(t, "health", p.body("/healthz", http.StatusOK), "ok")
	contains(t, "ready", p.body("/readyz", http.StatusOK), "ok 2-")
	contains(t, "metrics", p.body("/metrics", http.StatusOK), `gongkai_answers_seconds_count{route="/region/{}",status="200"} 2`,
		`status="304"} 1`, "gongkai_cache_misses_total 2", `gongkai_snapshot_info{id="2-`)
}

// What a person asks in SQL is shown, is taken as a file, and is refused with the sentence of the gate; nothing of it is kept.
func TestSQL(t *testing.T) {
	t.Parallel()
	p := newPlace(t, nil, "suqian_city_2023.txt")
	ask := func(ending, statement string) string { return "/en/sql" + ending + "?q=" + url.QueryEscape(statement) }
	r := p.get(ask("", "SELECT region_name, value, bound, NULL AS nothing FROM city_request WHERE outcome = 'received' AND applicant = 'total'"))
	if r.Code != http.StatusOK || r.Header().Get("Cache-Control") != "no-store" || r.Header().Get("ETag") != "" {
		t.Errorf("%d, %v", r.Code, r.Header())
	}
	contains(t, "result", r.Body.String(), "宿迁市", ">NULL<", "PARQUET", "/en/sql.parquet?q=SELECT")
	contains(t, "many rows", p.body(ask("", "SELECT * FROM range(501)"), http.StatusOK), "The first 500 rows")
	contains(t, "CSV", p.body(ask(".csv", "SELECT * FROM range(501)"), http.StatusOK), "\n500\n")
	for _, ending := range []string{".parquet", ".arrow", ".xlsx"} {
		if text := p.body(ask(ending, "SELECT 1 AS one"), http.StatusOK); len(text) < 200 {
			t.Errorf("%s: %d bytes", ending, len(text))
		}
	}
	contains(t, "write", p.body(ask("", "DROP TABLE cell"), http.StatusOK), "cannot be shown", "SELECT")
	contains(t, "file", p.body(ask("", "SELECT * FROM read_csv('/etc/passwd')"), http.StatusOK), "read_csv")
	contains(t, "write as a file", p.body(ask(".csv", "DROP TABLE cell"), http.StatusBadRequest), "SELECT")
	contains(t, "syntax", p.body(ask("", "SELEC 1 <b>"), http.StatusOK), "&lt;b&gt;")
	p.body("/en/sql.csv", http.StatusBadRequest)
	if got := p.get(ask("", "SELECT 1"), "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors").Code; got != http.StatusForbidden {
		t.Errorf("a page elsewhere: %d", got)
	}
	if out := p.server.people.Out(); out != 0 {
		t.Errorf("%d sessions are out", out)
	}
	contains(t, "example", p.get("/en/sql/example/open_rate_ranking").Header().Get("Location"), "/en/sql?q=--+Which")
}
