package identity

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/regions"
	"gongkai/internal/report"
)

// settleAgency settles the body and its region together, since the region completes the name.
func (c *inquiry) settleAgency() {
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
	if found.Code == "" && region.Code != "" && c.inRegion(region) {
		found = region
	}
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

// settleRegion returns the region of the body with the words that settle it, or nothing and a finding.
func (c *inquiry) settleRegion() (regions.Region, string, string) {
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
		if region, quote, ok := c.branch(n); ok {
			return region, source, quote
		}
		return n.chain.regions[0], source, n.chain.text
	}
	if best, ok := c.distinguish(n.chain.regions); ok {
		return best.region, best.clues[0].source, best.clues[0].quote
	}
	var codes []string
	for _, r := range n.chain.regions {
		codes = append(codes, r.Code)
	}
	c.openRegion("region.ambiguous", "name", n.chain.last, "year", strconv.Itoa(c.out.Year),
		"count", strconv.Itoa(len(codes)), "codes", strings.Join(codes, ", "))
	return none, "", ""
}

func (c *inquiry) openRegion(key string, pairs ...string) {
	if c.in.Manifest.RegionCode == "" {
		c.warn(RuleRegion, key, pairs...)
	}
	c.evidence("region", "", c.from, c.named.printed)
}

// inRegion completes a name that names no region with the one that the manifest gives: 市教育局 of 320800 is 淮安市教育局. Names of
// vertical systems and of zones stay as they are.
func (c *inquiry) inRegion(region regions.Region) bool {
	n := c.named
	if len(n.chain.regions) > 0 || n.prefix.Text != "" || n.kind == kindVertical || c.isNational(n) || region.Kind == regions.KindZone {
		return false
	}
	full := c.takeApart(c.fullName(region, c.out.Year)+c.unmarked(n.printed), c.out.Year)
	if len(full.chain.regions) != 1 || full.chain.regions[0].Code != region.Code {
		return false
	}
	c.named = full
	return true
}

// marker returns the word for its level that a name begins with in place of a region: 市 in 市科委, nothing in 市场监督管理局.
func (c *inquiry) marker(printed string) string {
	m := c.words.Patterns.Find("agency.unnamed", printed)
	if m == nil || c.words.Patterns.Matches("agency.named", printed) {
		return ""
	}
	return m[0]
}

// unmarked is a name without that word.
func (c *inquiry) unmarked(printed string) string {
	return strings.TrimPrefix(printed, c.marker(printed))
}

// manifestRegion puts the manifest's region in place of what was found.
func (c *inquiry) manifestRegion(found regions.Region) regions.Region {
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
func (c *inquiry) isNational(n name) bool {
	return n.prefix.Level == regions.LevelNation && n.kind != kindVertical || n.prefix.System != "" && n.rest == "" ||
		n.prefix.Text == "" && n.exact && n.level == regions.LevelNation
}

// isOfUnlistedZone reports whether the body belongs to a development zone that no list has. Its report is never its
// host's: 淮安经济技术开发区管理委员会 must not stand in the totals of 淮安市.
func (c *inquiry) isOfUnlistedZone(n name) bool {
	if n.chain.ownsItself() || n.kind == kindVertical || n.kind == kindTownship {
		return false
	}
	return n.kind == kindZone || c.words.Patterns.Matches("agency.zone", n.rest)
}

// branch returns the county that a city's bureau names a branch after: 淮安市公安局清江浦分局, 淮安市洪泽生态环境局. Such a
// branch works for the county and is counted there: its county's report contains it, and the city's contains that.
func (c *inquiry) branch(n name) (regions.Region, string, bool) {
	m := c.words.Patterns.Find("agency.branch", n.rest)
	if m == nil || n.kind != kindDepartment {
		return regions.Region{}, "", false
	}
	var found []regions.Region
	for _, r := range c.regions.ByName(m[1], c.out.Year) {
		if r.Level == regions.LevelCounty && c.liesWithin(r, n.chain.regions, c.out.Year) {
			found = append(found, r)
		}
	}
	if len(found) != 1 {
		return regions.Region{}, "", false
	}
	return found[0], n.chain.text + m[1], true
}

// isElsewhere reports whether the body's own region is below or beside the one that its name begins with: a district of
// another year (济南市|莱芜区人民政府 in 2018), a town of a city that does not say its county, or customs named after a county.
func (c *inquiry) isElsewhere(n name) bool {
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
func (c *inquiry) completed() (name, string, bool) {
	n := c.named
	places := slices.DeleteFunc(c.near(), func(p place) bool {
		return p.source == sourceSite || p.source == sourceFile || p.source == sourceFolder
	})
	places = append(places, c.authors()...)
	places = append(places, c.signature()...)
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
	places = append(places, c.sites()...)
	if full, from, ok := c.withMarker(n, places); ok {
		return full, from, true
	}
	return c.ofCounty(n)
}

// folders are those of the document's path, in an archive too.
func (c *inquiry) folders() []string {
	return strings.FieldsFunc(c.in.Folder, func(r rune) bool { return r == '/' || r == '\\' || r == '!' })
}

// folderRegion is the region that the folders of the document's path spell out, outermost first: 江苏省/淮安市/涟水县.
func (c *inquiry) folderRegion() string {
	var ch chain
	for _, segment := range c.folders() {
		next, ok := c.nextRegion(ch.regions, compactName(segment), false, c.out.Year)
		if ok && next.kind == regions.NameFull && next.last == compactName(segment) {
			next.text = ch.text + next.last
			ch = next
		}
	}
	return ch.text
}

// sites are the site of the document's container, its folder, and, for a town or a body that names no more than its level, the site that
// its text names as its own.
func (c *inquiry) sites() []place {
	if c.named.kind != kindTownship && c.marker(c.named.printed) == "" {
		return []place{{compactName(c.in.Site), sourceSite}, {c.folderRegion(), sourceFolder}}
	}
	places := []place{{compactName(c.in.Site), sourceSite}, {c.folderRegion(), sourceFolder}}
	for _, text := range []string{c.text.head, c.text.tail()} {
		for _, p := range c.words.Patterns.Named("site.sentence") {
			if m := p.Find(text); m != nil {
				places = append(places, place{m[1], sourceText})
			}
		}
	}
	return places
}

// ofCounty completes the name of a town or department that names no region from the site or the folder of one county:
// that is where a county keeps the reports of its own bodies. A city's site says nothing, since it has those of its
// districts too; and a vertical body is not the county's.
func (c *inquiry) ofCounty(n name) (name, string, bool) {
	if n.kind != kindTownship && n.kind != kindDepartment || n.level == regions.LevelNation ||
		c.marker(n.printed) != "" {
		return name{}, "", false
	}
	var found regions.Region
	from := ""
	for _, p := range c.sites() {
		ch := c.readChain(p.text, false, c.out.Year)
		if len(ch.regions) != 1 || ch.regions[0].Level != regions.LevelCounty || ch.ownsItself() {
			continue
		}
		if from != "" && found.Code != ch.regions[0].Code {
			return name{}, "", false
		}
		found, from = ch.regions[0], p.source
	}
	if from == "" {
		return name{}, "", false
	}
	full := c.takeApart(c.fullName(found, c.out.Year)+n.printed, c.out.Year)
	return full, from, len(full.chain.regions) == 1 && full.chain.regions[0].Code == found.Code && full.kind == n.kind
}

// inFront finds printed in text with exactly one region before it.
func (c *inquiry) inFront(text, printed string) (name, bool) {
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
			if ch := c.readChain(before[i:], false, c.out.Year); ch.text == before[i:] && len(ch.regions) == 1 {
				return c.takeApart(ch.text+printed, c.out.Year), true
			}
		}
	}
}

// withMarker completes a name that begins with the word for its level only (市科委) from a place that names a region of
// that level.
func (c *inquiry) withMarker(n name, places []place) (name, string, bool) {
	marker := c.marker(n.printed)
	if marker == "" {
		return name{}, "", false
	}
	var found regions.Region
	from := ""
	for _, p := range places {
		ch := c.readChain(p.text, false, c.out.Year)
		if len(ch.regions) != 1 {
			continue
		}
		path := c.regions.Path(ch.regions[0].Code, c.out.Year)
		for i := len(path) - 1; i >= 0; i-- {
			if !strings.HasSuffix(path[i].Name, marker) {
				continue
			}
			if from != "" && found.Code != path[i].Code {
				return name{}, "", false
			}
			found, from = path[i], p.source
			break
		}
	}
	if from == "" {
		return name{}, "", false
	}
	full := c.takeApart(c.fullName(found, c.out.Year)+strings.TrimPrefix(n.printed, marker), c.out.Year)
	return full, from, len(full.chain.regions) == 1
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
