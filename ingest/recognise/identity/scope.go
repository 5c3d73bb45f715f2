package identity

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// settleScope says which bodies the report covers. A government's report is by law on its whole area; the prose gives
// the evidence, and can say otherwise. Every other body reports on itself. Nothing is known of a vertical body that does
// not say whether it speaks for its system.
func (c *inquiry) settleScope() {
	scope, source, quote := c.scope()
	if scope == report.ScopeUnknown {
		return
	}
	c.out.Scopes = report.PerSubject[report.Scope]{Disclosure: scope, Request: scope, Appeal: scope}
	c.evidence("scope", string(scope), source, quote)
	for _, subject := range report.Subjects() {
		if m := c.levelOnly(subject); m != nil && scope == report.ScopeArea {
			c.out.Scopes.Set(subject, report.ScopeLevel)
			c.evidence("scope_"+string(subject), string(report.ScopeLevel), sourceText, m[0])
		}
	}
}

// levelOnly returns the words that limit one subject to the government's own level: 主动公开数据仅为市本级, while the requests are
// those of the whole area.
func (c *inquiry) levelOnly(subject report.Subject) []string {
	return c.text.find(c.words.Patterns.Named("scope.level." + string(subject)))
}

func (c *inquiry) scope() (report.Scope, string, string) {
	c.out.Scopes = report.PerSubject[report.Scope]{
		Disclosure: report.ScopeUnknown, Request: report.ScopeUnknown, Appeal: report.ScopeUnknown,
	}
	patterns := c.words.Patterns
	n, title := c.named, c.title.text
	governs := n.kind == kindGovernment || n.kind == kindZone
	if m := patterns.Find("title.own", title); m != nil && !governs {
		return report.ScopeOwn, c.title.source, m[0]
	}
	if m := patterns.Find("title.level", title); m != nil && governs {
		return report.ScopeLevel, c.title.source, m[0]
	}
	if n.kind == kindVertical {
		if m := patterns.Find("title.system", title); m != nil {
			return report.ScopeSystem, c.title.source, m[0]
		}
		for _, said := range []struct {
			pattern string
			scope   report.Scope
		}{{"scope.system", report.ScopeSystem}, {"scope.own", report.ScopeOwn}} {
			if m := c.text.find(patterns.Named(said.pattern)); m != nil {
				return said.scope, sourceText, m[0]
			}
		}
		return report.ScopeUnknown, "", ""
	}
	if m := patterns.Find("title.system", title); m != nil && !governs {
		return report.ScopeSystem, c.title.source, m[0] // 全市教育系统: more than the bureau itself
	}
	if !governs {
		if scope, source, quote := c.branches(); scope != "" {
			return scope, source, quote
		}
	}
	switch {
	case n.kind == kindGovernment:
		if m := c.text.find(patterns.Named("scope.office")); m != nil {
			// Numbers of the office alone, under the government's name: neither its area's nor its level's.
			c.evidence("scope", string(report.ScopeUnknown), sourceText, m[0])
			return report.ScopeUnknown, "", ""
		}
		bySubject := slices.ContainsFunc(report.Subjects(), func(s report.Subject) bool { return c.levelOnly(s) != nil })
		if m := c.text.find(patterns.Named("scope.level")); m != nil && !bySubject {
			if sum := c.text.find(patterns.Named("scope.sum")); sum != nil {
				return report.ScopeUnknown, "", "" // it says both
			}
			return report.ScopeLevel, sourceText, m[0]
		}
		return c.area()
	case n.kind == kindZone && n.rest == "":
		return c.area()
	case n.kind == kindZone:
		if m := c.text.find(patterns.Named("scope.zone")); m != nil {
			return report.ScopeArea, sourceText, m[0]
		}
		return report.ScopeOwn, c.from, n.printed
	case n.scope == report.ScopeOwn:
		return report.ScopeOwn, c.from, n.printed
	}
	return report.ScopeUnknown, "", ""
}

// branches returns the scope of a body that is no government and says that its numbers have those of others in them, and the
// words: 含各分局 or 全系统 make it a system; what the bodies below it are (所属单位) may be bodies that report themselves.
func (c *inquiry) branches() (report.Scope, string, string) {
	patterns := c.words.Patterns
	if m := patterns.Find("title.branches", c.title.text); m != nil {
		return report.ScopeSystem, c.title.source, m[0]
	}
	if m := c.text.find(patterns.Named("scope.branches")); m != nil {
		return report.ScopeSystem, sourceText, m[0]
	}
	if m := c.text.find(patterns.Named("scope.subordinates")); m != nil {
		c.evidence("scope", string(report.ScopeUnknown), sourceText, m[0])
		return report.ScopeUnknown, "", m[0]
	}
	return "", "", ""
}

// area quotes the best words for an area report: that it was put together from those of others, else that it speaks of
// the whole area, else the name of the government.
func (c *inquiry) area() (report.Scope, string, string) {
	patterns := c.words.Patterns
	for _, name := range []string{"scope.sum", "scope.zone"} {
		if m := c.text.find(patterns.Named(name)); m != nil {
			return report.ScopeArea, sourceText, m[0]
		}
	}
	for _, p := range patterns.Named("scope.area") {
		// A city that quotes the ranking of 全省 has not said anything about its own area.
		_, size := utf8.DecodeLastRuneInString(p.Trigger)
		if !strings.HasSuffix(c.named.chain.last, p.Trigger[len(p.Trigger)-size:]) {
			continue
		}
		if m := c.text.find([]lexicon.Pattern{p}); m != nil {
			return report.ScopeArea, sourceText, m[0]
		}
	}
	return report.ScopeArea, c.from, c.named.printed
}
