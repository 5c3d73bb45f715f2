// Package guard lets in what a browser of the reader sends, and nothing that a page elsewhere makes it send.
//
// A server on loopback is within reach of every page that the reader has open: the page cannot read the answers, but it can send, and by
// a name of its own that it lets resolve to 127.0.0.1 it could read too. So the Host of every request must be one by which the server
// is meant to be reached, and what changes something, or makes the server work, must come from a page of its own.
package guard

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Guard knows the names of the server.
type Guard struct {
	hosts []string // names besides those of loopback, without ports
}

// New returns a guard of a server that is reached as localhost and by some other names.
func New(hosts ...string) *Guard { return &Guard{hosts} }

// IsLoopback reports whether an address that is listened on, as 127.0.0.1:8080, is within reach of this machine alone.
func IsLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// Knows reports whether the request names the server as one of its names.
func (g *Guard) Knows(r *http.Request) bool { return g.isOwn(r.Host) }

func (g *Guard) isOwn(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.ToLower(strings.Trim(name, "[]")), ".")
	ip := net.ParseIP(name)
	return name == "localhost" || ip != nil && ip.IsLoopback() || slices.Contains(g.hosts, name)
}

// IsOwn reports whether a request was sent by a page of the server, by a person who typed or followed an address, or by a program that is
// no browser. Browsers send Sec-Fetch-Site, and Origin with all that changes something; older ones Origin alone.
func (g *Guard) IsOwn(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "cross-site", "same-site":
		// A link elsewhere may lead here; a page elsewhere may not fetch.
		return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host && g.isOwn(u.Host)
}

// Policy sets the headers that say what a page of the server may do: show what the server sends, and nothing else.
func Policy(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; frame-src 'self'; "+
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
}

// Sandbox sets the headers of a document that somebody else wrote: it is shown, in a frame of the server alone, and does nothing. Styles
// within it are its own.
func Sandbox(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'")
	h.Set("X-Frame-Options", "SAMEORIGIN")
}

// Drawing sets the headers of an SVG file, whose own styles have the hash that is given.
func Drawing(h http.Header, hash string) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src '"+hash+"'; frame-ancestors 'self'")
}
