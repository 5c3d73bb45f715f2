package web

import (
	"net/url"
	"strconv"
	"strings"

	"gongkai/config/messages"
)

// Address makes the addresses of pages: in one language, of one release, of one reading of the numbers.
type Address struct {
	Language messages.Language
	Release  string     // a frozen one; empty: the newest snapshot
	Reading  url.Values // values, as-of, boundaries, where they are not the plain ones
	Off      bool       // there is no server: nothing leads anywhere
}

// To is the address of a path, with further parameters as pairs; those without a value are left out.
func (a Address) To(path string, pairs ...string) string {
	if a.Off {
		return ""
	}
	values := url.Values{}
	for key, list := range a.Reading {
		values[key] = list
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" && pairs[i+1] != "0" {
			values.Set(pairs[i], pairs[i+1])
		}
	}
	out := a.prefix(path) + path
	if len(values) > 0 {
		out += "?" + values.Encode()
	}
	return out
}

// IsFrozen reports whether a page below a release shows it as it was frozen: pages of totals do, as far as a release holds what they need.
func IsFrozen(path string) bool {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	switch head, _, _ := strings.Cut(parts[0], "."); head {
	case "ranking":
		return true
	case "region", "explain":
		return len(parts) < 3 || parts[2] != "finding"
	}
	return false
}

func (a Address) prefix(path string) string {
	out := "/" + string(a.Language)
	if a.Release != "" && IsFrozen(path) {
		out += "/release/" + url.PathEscape(a.Release)
	}
	return out
}

// Region is the page of a region; a year of 0 is the latest.
func (a Address) Region(code string, year int) string { return a.Part(code, "", year) }

// Part is a page below that of a region, as /missing.
func (a Address) Part(code, part string, year int) string {
	return a.To("/region/"+url.PathEscape(code)+part, "year", strconv.Itoa(year))
}

// Ranking is the ranking of the regions of a level.
func (a Address) Ranking(code, level string, year int) string {
	return a.To("/ranking", "indicator", code, "level", level, "year", strconv.Itoa(year))
}

// Explain is the page of one number.
func (a Address) Explain(region string, year int, code string) string {
	return a.To("/explain/" + url.PathEscape(region) + "/" + strconv.Itoa(year) + "/" + url.PathEscape(code))
}

// Indicator is the page of what an indicator means.
func (a Address) Indicator(code string) string { return a.To("/indicator/" + url.PathEscape(code)) }

// Agency is the page of a body.
func (a Address) Agency(id string) string { return a.To("/agency/" + url.PathEscape(id)) }

// Report is the page of a version of a report, at one of its cells.
func (a Address) Report(version int64, cell string) string {
	out := a.To("/report/" + strconv.FormatInt(version, 10))
	if cell != "" && out != "" {
		out += "#" + url.PathEscape(cell)
	}
	return out
}

// In is the address in another language.
func (a Address) In(l messages.Language) Address {
	a.Language = l
	return a
}
