package identity

import (
	"slices"

	"gongkai/config/lexicon"
	"gongkai/config/regions"
	"gongkai/internal/report"
)

// name is the name of a body taken apart: 国家税务总局 | 淮安市 洪泽区 | 税务局.
type name struct {
	printed string
	prefix  lexicon.AgencyWord
	chain   chain
	rest    string // what follows the region, written in full
	exact   bool   // rest is a word by itself, as 人民政府
	kind    string
	level   string // only where the word says it
	scope   report.Scope
	system  string
}

// chain is a run of region names at the beginning of a text: 江苏省 淮安市 洪泽区.
type chain struct {
	regions []regions.Region // those that the last name can mean
	last    string           // the last name as printed
	kind    regions.NameKind
	text    string // all names as printed
}

// ownsItself reports whether the last name is that of a zone, whose bodies are not the bodies of a city around it.
func (c chain) ownsItself() bool {
	return c.kind == regions.NameAlias || len(c.regions) > 0 && c.regions[0].Kind == regions.KindZone
}

// takeApart reads a name in the regions of a year; year 0 is any year.
func (r *Recogniser) takeApart(printed string, year int) name {
	n := name{printed: printed}
	body := printed
	if word, ok := r.words.Prefix(printed); ok {
		n.prefix = word
		body = body[len(word.Text):]
	}
	n.chain = r.readChain(body, n.prefix.System != "", year)
	n.rest = r.words.Expand(body[len(n.chain.text):])
	if _, ok := r.words.Exact(n.rest); ok {
		n.exact = true
	}
	word, ok := r.words.Suffix(n.rest)
	switch {
	case n.prefix.System != "":
		word, ok = n.prefix, true
	case ok && n.prefix.Kind == kindOther: // 中共: a committee of the party, whatever it ends in
		word = lexicon.AgencyWord{Kind: kindOther, Scope: n.prefix.Scope}
	case !ok && n.rest == "" && n.chain.text != "":
		ok = true
		if word.Kind, word.Scope = kindGovernment, report.ScopeArea; n.chain.ownsItself() {
			word.Kind = kindZone
		}
	}
	if ok {
		n.kind, n.level, n.scope, n.system = word.Kind, word.Level, word.Scope, word.System
	}
	return n
}

// Kinds that decide something here; the rest of them are only data.
const (
	kindGovernment = "government"
	kindOffice     = "office"
	kindDepartment = "department"
	kindTownship   = "township"
	kindVertical   = "vertical"
	kindZone       = "zone_committee"
	kindOther      = "other"
)

// readChain takes region names off the beginning of a text, each within the one before. A short name (淮安) counts only
// where all that follows is a complete name of a body: 北京路街道办事处 does not begin with 北京.
// Behind the name of a vertical system the words for its branches are complete names too (国家矿山安全监察局|山西|局).
func (r *Recogniser) readChain(body string, vertical bool, year int) chain {
	var c chain
	for {
		rest := body[len(c.text):]
		next, ok := r.nextRegion(c.regions, rest, vertical, year)
		if !ok {
			return c
		}
		next.text = c.text + next.last
		c = next
	}
}

func (r *Recogniser) nextRegion(within []regions.Region, rest string, vertical bool, year int) (chain, bool) {
	for _, p := range r.regions.Prefixes(rest, year) {
		after := rest[len(p.Name):]
		if p.Kind == regions.NameShort && !r.words.IsWhole(after) && !(vertical && r.words.Patterns.Matches("agency.vertical_rest", after)) {
			continue
		}
		var fit []regions.Region
		for _, candidate := range p.Regions {
			if within == nil || r.liesWithin(candidate, within, year) {
				fit = append(fit, candidate)
			}
		}
		if p.Kind == regions.NameShort {
			fit = r.outer(fit, year)
		}
		if len(fit) > 0 {
			return chain{regions: fit, last: p.Name, kind: p.Kind}, true
		}
	}
	return chain{}, false
}

// outer takes out counties that bear the name of their own city (淮安区 in 淮安市, 长沙县 in 长沙市): a short name means the city.
// A province and its city (吉林) both stay, since a short name can mean either.
func (r *Recogniser) outer(found []regions.Region, year int) []regions.Region {
	var kept []regions.Region
	for _, one := range found {
		if one.Level != regions.LevelCounty || !r.liesWithin(one, found, year) {
			kept = append(kept, one)
		}
	}
	return kept
}

func (r *Recogniser) liesWithin(candidate regions.Region, within []regions.Region, year int) bool {
	for _, outer := range within {
		if candidate.Code != outer.Code && r.regions.IsWithin(candidate.Code, outer.Code, year) {
			return true
		}
	}
	return false
}

// canonical writes the name of a body of a settled region: 洪泽区人民政府 as 淮安市洪泽区人民政府, 上海市科委 as 上海市科学技术委员会, 宿迁市 as
// 宿迁市人民政府. Names of vertical systems and of zones stay as they are.
func (r *Recogniser) canonical(n name, region regions.Region, year int) string {
	rest := n.rest
	if n.prefix.Text != "" || n.kind == kindVertical {
		return n.prefix.Text + n.chain.text + rest
	}
	if region.Kind == regions.KindZone {
		return region.Name + rest
	}
	if n.chain.ownsItself() {
		return n.chain.last + rest
	}
	if rest == "" {
		for _, p := range r.words.Patterns.Named("agency.government") {
			rest = p.Text
		}
	}
	if n.chain.text == "" {
		return rest
	}
	if !slices.ContainsFunc(n.chain.regions, func(one regions.Region) bool { return one.Code == region.Code }) {
		// A branch that its city's bureau has in a county is called after both.
		return r.fullName(n.chain.regions[0], year) + rest
	}
	return r.fullName(region, year) + rest
}

// fullName puts the city before a district, whose name alone other cities have too (鼓楼区); a county or a county-level city
// stands alone, as its own reports print it.
func (r *Recogniser) fullName(region regions.Region, year int) string {
	parent, ok := r.regions.Parent(region.Code, year)
	if !ok || region.Level != regions.LevelCounty || region.Kind == regions.KindZone ||
		!r.words.Patterns.Matches("region.district", region.Name) {
		return region.Name
	}
	return parent.Name + region.Name
}
