package guard

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestGuardKnowsItsNames(t *testing.T) {
	t.Parallel()
	g := New("gongkai.example.org")
	for host, want := range map[string]bool{
		"127.0.0.1:8080": true, "localhost": true, "localhost:9": true, "[::1]:8080": true, "127.8.9.1": true, "gongkai.example.org": true,
		"GONGKAI.example.org.:443": true, "evil.example": false, "evil.example:8080": false, "localhost.evil.example": false, "": false,
		"192.168.1.2:8080": false, "127.0.0.1.evil.example": false,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		if got := g.Knows(r); got != want {
			t.Errorf("%q: %v, want %v", host, got, want)
		}
	}
}

func TestGuardTellsItsOwnPages(t *testing.T) {
	t.Parallel()
	g := New()
	for _, c := range []struct {
		name, method string
		headers      map[string]string
		want         bool
	}{
		{"a program", http.MethodGet, nil, true},
		{"an address that was typed", http.MethodGet, map[string]string{"Sec-Fetch-Site": "none"}, true},
		{"an own page", http.MethodPost, map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8080"}, true},
		{"a link elsewhere", http.MethodGet, map[string]string{
			"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
		}, true},
		{"a frame elsewhere", http.MethodGet, map[string]string{
			"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe",
		}, false},
		{"a form elsewhere", http.MethodPost, map[string]string{
			"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
		}, false},
		{"a picture elsewhere", http.MethodGet, map[string]string{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, false},
		{"another port of this machine", http.MethodPost, map[string]string{"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:9"}, false},
		{"an older browser, own page", http.MethodPost, map[string]string{"Origin": "http://127.0.0.1:8080"}, true},
		{"an older browser, another page", http.MethodPost, map[string]string{"Origin": "https://evil.example"}, false},
		{"an older browser, another port", http.MethodPost, map[string]string{"Origin": "http://127.0.0.1:9"}, false},
		{"a page without an origin", http.MethodPost, map[string]string{"Origin": "null"}, false},
	} {
		r := httptest.NewRequest(c.method, "/", nil)
		r.Host = "127.0.0.1:8080"
		for name, value := range c.headers {
			r.Header.Set(name, value)
		}
		if got := g.IsOwn(r); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestIsLoopback(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]bool{
		"127.0.0.1:8080": true, "localhost:8080": true, "[::1]:80": true, "0.0.0.0:8080": false, ":8080": false, "[::]:80": false,
		"192.168.0.1:80": false, "127.0.0.1": false,
	} {
		if got := IsLoopback(address); got != want {
			t.Errorf("%q: %v, want %v", address, got, want)
		}
	}
}
