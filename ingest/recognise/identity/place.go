package identity

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/regions"
	"gongkai/internal/report"
)

// authorBytes is how much of the prose is searched for who wrote the report: the declaration in its first paragraphs.
const authorBytes = 3000

// settleAgency settles the body and its region together, since the region completes the name.
func (c *reading) settleAgency() {
	printed := c.printedAgency()
	if c.in.Manifest.Agency != "" {
		given := compactName(c.in.Manifest.Agency)
		if printed != "" && !c.sameBody(given, printed) {
			c.warn(RuleAgency, "agency.conflict", "manifest", given, "document", printed)
		}
		printed, c.from = given, sourceManifest
	}
	if printed == "" {
		if !slices.ContainsFunc(c.out.Findings, func(f report.Finding) bool { return f.Rule == RuleAgency }) {
			c.warn(RuleAgency, "agency.unknown")
		}
		c.manifestRegion(regions.Region{})
		return
	}
	c.named = c.takeApart(printed, c.out.Year)
	region, source, quote := c.settleRegion()
	found := region
	region = c.manifestRegion(region)
	n := c.named
	c.out.AgencyKind, c.out.System = n.kind, n.system
	c.out.AgencyLevel = n.level
	if c.out.AgencyLevel == "" {
		c.out.AgencyLevel = commonLevel(n.chain.regions, region)
	}
	c.out.Agency = n.prefix.Text + n.chain.text + n.rest
	if found.Code == region.Code && region.Code != "" {
		c.out.Agency = c.canonical(n, region, c.out.Year)
		if c.in.Manifest.RegionCode == "" {
			c.out.RegionCode = region.Code
			c.evidence("region", region.Code, source, quote)
		}
	}
	c.evidence("agency", c.out.Agency, c.from, printed)
}

// printedAgency returns the name as the document has it: in the title, else as issuer, else as author. An office that
// issues or writes a report without a name in its title may do so for its government, so then nothing is settled.
func (c *reading) printedAgency() string {
	c.from = c.title.source
	if c.title.agency != "" {
		if author := c.otherAuthor(c.title.agency); c.title.joined && author != "" {
			c.warn(RuleAgency, "agency.contradiction", "agency", c.title.agency, "author", author)
			return ""
		}
		return c.title.agency
	}
	c.from = sourceIssuer
	agency, known := c.acceptable(compactName(c.in.Issuer), c.out.Year)
	if !known {
		c.from = sourceText
		agency = ""
		for _, author := range c.authors() {
			if agency, known = c.acceptable(author, c.out.Year); known {
				break
			}
			agency = ""
		}
	}
	if agency != "" && c.takeApart(agency, c.out.Year).kind == kindOffice {
		return ""
	}
	return agency
}

// otherAuthor returns the body that the declaration says wrote the report, if it is neither the one named above the title
// nor that one's office. The line above a title may be the name of the site, and a bureau's report must not become its
// government's.
func (c *reading) otherAuthor(agency string) string {
	m := c.words.Patterns.Find("author.writes", firstBytes(c.text.head, authorBytes))
	if m == nil {
		return ""
	}
	author, known := c.acceptable(m[1], c.out.Year)
	if !known {
		return ""
	}
	body, writer := c.takeApart(agency, c.out.Year), c.takeApart(author, c.out.Year)
	if len(writer.chain.regions) == 0 || strings.HasPrefix(writer.rest, body.rest) || writer.kind == kindOffice && body.rest == "" {
		return ""
	}
	return author
}

// authors lists who the declaration says wrote the report or answers questions about it.
func (c *reading) authors() []string {
	var found []string
	head := firstBytes(c.text.head, authorBytes)
	for _, name := range []string{"author.writes", "author.answers"} {
		if m := c.words.Patterns.Find(name, head); m != nil {
			found = append(found, m[1])
		}
	}
	return found
}

// sameBody reports whether two names are the same but for the region in front or an abbreviation.
func (c *reading) sameBody(a, b string) bool {
	x, y := c.takeApart(a, c.out.Year), c.takeApart(b, c.out.Year)
	return x.rest == y.rest && (x.chain.last == y.chain.last || x.chain.text == "" || y.chain.text == "" || x.rest == "")
}

// settleRegion returns the region of the body with the words that settle it, or nothing and a finding.
func (c *reading) settleRegion() (regions.Region, string, string) {
	if c.in.Manifest.RegionCode != "" {
		for _, r := range c.named.chain.regions {
			if r.Code == c.in.Manifest.RegionCode {
				return r, sourceManifest, r.Code
			}
		}
	}
	source := c.from
	if len(c.named.chain.regions) == 0 {
		if n, from, ok := c.completed(); ok {
			c.named, source = n, from
		}
	}
	n := c.named
	none := regions.Region{}
	if len(n.chain.regions) == 0 {
		if nation, ok := c.regions.At(regions.Nation, c.out.Year); ok && c.isNational(n) {
			return nation, source, n.printed
		}
		c.openRegion("region.unknown", "agency", n.printed)
		return none, "", ""
	}
	if c.isOfUnlistedZone(n) {
		c.openRegion("region.zone", "agency", n.printed)
		return none, "", ""
	}
	if c.isElsewhere(n) {
		c.openRegion("region.unknown", "agency", n.printed)
		return none, "", ""
	}
	if len(n.chain.regions) == 1 {
		return n.chain.regions[0], source, n.chain.text
	}
	if region, from, quote, ok := c.distinguish(n.chain.regions); ok {
		return region, from, quote
	}
	var codes []string
	for _, r := range n.chain.regions {
		codes = append(codes, r.Code)
	}
	c.openRegion("region.ambiguous", "name", n.chain.last, "year", strconv.Itoa(c.out.Year),
		"count", strconv.Itoa(len(codes)), "codes", strings.Join(codes, ", "))
	return none, "", ""
}

func (c *reading) openRegion(key string, pairs ...string) {
	if c.in.Manifest.RegionCode == "" {
		c.warn(RuleRegion, key, pairs...)
	}
	c.evidence("region", "", c.from, c.named.printed)
}

// manifestRegion puts the manifest's region in place of what was found.
func (c *reading) manifestRegion(found regions.Region) regions.Region {
	code := c.in.Manifest.RegionCode
	if code == "" {
		return found
	}
	given, ok := c.regions.At(code, c.out.Year)
	if !ok {
		c.warn(RuleRegion, "region.invalid", "manifest", code, "year", strconv.Itoa(c.out.Year))
		return regions.Region{}
	}
	if found.Code != "" && found.Code != code {
		c.warn(RuleRegion, "region.conflict", "manifest", code, "document", found.Code)
	}
	c.out.RegionCode = code
	c.evidence("region", code, sourceManifest, code)
	return given
}

// isNational reports whether the name is that of a body of the State Council or the head of a vertical system.
func (c *reading) isNational(n name) bool {
	return n.prefix.Level == regions.LevelNation && n.kind != kindVertical || n.prefix.System != "" && n.rest == ""
}

// isOfUnlistedZone reports whether the body belongs to a development zone that no list has. Its report is never its
// host's: 淮安经济技术开发区管理委员会 must not stand in the totals of 淮安市.
func (c *reading) isOfUnlistedZone(n name) bool {
	if n.chain.ownsItself() || n.kind == kindVertical || n.kind == kindTownship {
		return false
	}
	return n.kind == kindZone || c.words.Patterns.Matches("agency.zone", n.rest)
}

// isElsewhere reports whether the body's own region is below or beside the one that its name begins with: a district of
// another year (济南市|莱芜区人民政府 in 2018), a town of a city that does not say its county, or customs named after a county.
func (c *reading) isElsewhere(n name) bool {
	region := n.chain.regions[0]
	if n.kind == kindGovernment && n.rest != "" && !n.exact {
		return true
	}
	if n.kind == kindVertical && n.chain.kind == regions.NameShort && region.Level == regions.LevelCounty {
		return true
	}
	if n.kind == kindTownship && region.Level != regions.LevelCounty && c.regions.HasChildren(region.Code, c.out.Year) {
		return true
	}
	for _, p := range c.regions.Prefixes(n.rest, 0) {
		if p.Kind == regions.NameFull {
			return true
		}
	}
	return false
}

// completed looks for the name with a region in front of it, or for the region that a name like 市科委 leaves out.
func (c *reading) completed() (name, string, bool) {
	n := c.named
	type place struct{ text, source string }
	places := []place{{c.title.text, sourceTitle}}
	for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
		places = append(places, place{compactName(line), sourceTitle})
	}
	places = append(places, place{compactName(c.in.Issuer), sourceIssuer})
	for _, author := range c.authors() {
		places = append(places, place{author, sourceText})
	}
	if n.kind == kindTownship { // a town has a name of its own, a 教育局 has not: the prose may speak of the one above
		places = append(places, place{c.text.head, sourceText})
	}
	var found name
	var from string
	for _, p := range places {
		for _, printed := range []string{n.printed, n.rest} {
			full, ok := c.inFront(p.text, printed)
			if !ok {
				continue
			}
			if from != "" && full.chain.regions[0].Code != found.chain.regions[0].Code {
				return name{}, "", false
			}
			found, from = full, p.source
		}
	}
	if from != "" {
		return found, from, true
	}
	places = append(places, place{compactName(c.in.Site), sourceSite})
	return c.withMarker(n, func(yield func(string, string) bool) {
		for _, p := range places {
			if !yield(p.text, p.source) {
				return
			}
		}
	})
}

// inFront finds printed in text with exactly one region before it.
func (c *reading) inFront(text, printed string) (name, bool) {
	const longest = 30 * 3
	for from := 0; ; {
		at := strings.Index(text[from:], printed)
		if at < 0 || printed == "" {
			return name{}, false
		}
		at += from
		from = at + len(printed)
		before := text[max(0, at-longest):at]
		for i := range before {
			if ch := c.readChain(before[i:], c.out.Year); ch.text == before[i:] && len(ch.regions) == 1 {
				return c.takeApart(ch.text+printed, c.out.Year), true
			}
		}
	}
}

// withMarker completes a name that begins with the word for its level only (市科委) from a place that names a region of
// that level.
func (c *reading) withMarker(n name, places func(func(text, source string) bool)) (name, string, bool) {
	marker := c.words.Patterns.Find("agency.unnamed", n.printed)
	if marker == nil {
		return name{}, "", false
	}
	var found regions.Region
	from := ""
	for text, source := range places {
		ch := c.readChain(text, c.out.Year)
		if len(ch.regions) != 1 {
			continue
		}
		path := c.regions.Path(ch.regions[0].Code, c.out.Year)
		for i := len(path) - 1; i >= 0; i-- {
			if !strings.HasSuffix(path[i].Name, marker[0]) {
				continue
			}
			if from != "" && found.Code != path[i].Code {
				return name{}, "", false
			}
			found, from = path[i], source
			break
		}
	}
	if from == "" {
		return name{}, "", false
	}
	full := c.takeApart(c.fullName(found, c.out.Year)+strings.TrimPrefix(n.printed, marker[0]), c.out.Year)
	return full, from, len(full.chain.regions) == 1
}

// distinguish chooses among regions of one name by the words around it: 南京市鼓楼区 anywhere in the document, else 南京市 or
// 南京 in a title, as issuer or as site. It takes words that speak for exactly one of them.
func (c *reading) distinguish(candidates []regions.Region) (regions.Region, string, string, bool) {
	type place struct{ text, source string }
	near := []place{{c.title.text, sourceTitle}}
	for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
		near = append(near, place{compactName(line), sourceTitle})
	}
	near = append(near, place{compactName(c.in.Issuer), sourceIssuer}, place{compactName(c.in.Site), sourceSite},
		place{compactName(c.in.FileName), sourceFile})
	type support struct {
		region        regions.Region
		source, quote string
	}
	search := func(places []place, words func(regions.Region) []string) (found []support) {
		for _, candidate := range candidates {
			var best *support
			for _, p := range places {
				for _, word := range words(candidate) {
					if best == nil && word != "" && strings.Contains(p.text, word) {
						best = &support{candidate, p.source, word}
					}
				}
			}
			if best != nil {
				found = append(found, *best)
			}
		}
		return found
	}
	ancestors := func(r regions.Region) []regions.Region {
		path := c.regions.Path(r.Code, c.out.Year)
		return path[:max(0, len(path)-1)]
	}
	whole := func(r regions.Region) (words []string) {
		for _, a := range ancestors(r) {
			words = append(words, a.Name+r.Name)
		}
		return words
	}
	above := func(r regions.Region) (words []string) {
		for _, a := range ancestors(r) {
			for _, word := range []string{a.Name, c.regions.Short(a.Name)} {
				// 吉林 in the name itself does not speak for the city that lies in 吉林省.
				if !strings.Contains(c.named.chain.text, word) {
					words = append(words, word)
				}
			}
		}
		return words
	}
	found := search(append(near, place{c.text.head, sourceText}), whole)
	if len(found) == 0 {
		found = search(near, above)
	}
	if len(found) != 1 {
		return regions.Region{}, "", "", false
	}
	return found[0].region, found[0].source, found[0].quote, true
}

// commonLevel is the level of a settled region, or that on which all candidates agree.
func commonLevel(candidates []regions.Region, settled regions.Region) string {
	if settled.Code != "" {
		return settled.Level
	}
	level := ""
	for _, r := range candidates {
		if level != "" && r.Level != level {
			return ""
		}
		level = r.Level
	}
	return level
}
