package identity

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// authorBytes is how much of the prose is searched for who wrote the report: the declaration in its first paragraphs.
const authorBytes = 3000

// printedAgency returns the name as the document has it: in the title, else as issuer, else as author, else as signed.
func (c *inquiry) printedAgency() string {
	c.from = c.title.source
	if c.title.agency != "" {
		if author := c.otherAuthor(c.title.agency); c.title.joined && author != "" {
			c.warn(RuleAgency, "agency.contradiction", "agency", c.title.agency, "author", author)
			return ""
		}
		return c.title.agency
	}
	for _, places := range []func() []place{c.below, c.issuers, c.authors, c.subjects, c.signature, c.beside} {
		for _, said := range places() {
			if agency, known := c.acceptable(said.text, c.out.Year); known {
				c.from = said.source
				return c.principal(agency)
			}
		}
	}
	return ""
}

// beside is the body whose name stands, with its region, where a site puts it: behind the title of the page, in the path to it, as its
// source, or as one of its folders. Only one body may stand there, and no government: that may be the owner of the site.
func (c *inquiry) beside() []place {
	var found []place
	add := func(text, source string) {
		agency, known := c.acceptable(text, c.out.Year)
		n := c.takeApart(agency, c.out.Year)
		if known && len(n.chain.regions) > 0 && (n.kind == kindDepartment || n.kind == kindTownship || n.kind == kindVertical) &&
			!slices.ContainsFunc(found, func(p place) bool { return p.text == agency }) {
			found = append(found, place{agency, source})
		}
	}
	for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
		for _, step := range c.steps(compactName(line)) {
			add(step, sourceTitle)
		}
		if m := c.words.Patterns.Find("issuer.source", norm.NFKC.String(firstBytes(line, titleBytes))); m != nil {
			add(compactName(m[1]), sourceIssuer)
		}
	}
	for _, segment := range c.folders() {
		add(compactName(segment), sourceFolder)
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

// steps returns the parts of a line that is a title with the name of its site, or the path to a page.
func (c *inquiry) steps(line string) []string {
	if len(line) > titleBytes {
		return nil
	}
	var out []string
	for _, part := range c.split(line) {
		for _, p := range c.words.Patterns.Named("title.path") {
			out = append(out, p.Split(part)...)
		}
	}
	if len(out) < 2 {
		return nil // a whole line
	}
	return out
}

// below is the body whose name is a line by itself among the first, under a title that names nobody. A government there may
// be the owner of the site, so it does not count.
func (c *inquiry) below() []place {
	var found []place
	for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
		agency, known := c.acceptable(compactName(line), c.out.Year)
		n := c.takeApart(agency, c.out.Year)
		if !known || len(n.chain.regions) == 0 || n.kind != kindDepartment && n.kind != kindTownship ||
			slices.ContainsFunc(found, func(p place) bool { return p.text == agency }) {
			continue
		}
		found = append(found, place{agency, sourceTitle})
	}
	if len(found) != 1 {
		return nil
	}
	return found
}

// principal returns the body for which an office speaks: an office that issues or writes a report without a name in its title
// may do so for itself or for its government. It did it for the government where the report says that it was put
// together from those of others; where it says nothing, nobody can tell.
func (c *inquiry) principal(agency string) string {
	n := c.takeApart(agency, c.out.Year)
	if n.kind != kindOffice {
		return agency
	}
	sum := c.text.find(c.words.Patterns.Named("scope.sum"))
	for _, p := range c.words.Patterns.Named("agency.government") {
		if at := strings.Index(n.rest, p.Text); at == 0 && sum != nil {
			c.evidence("agency", "", sourceText, sum[0])
			return n.prefix.Text + n.chain.text + p.Text
		}
	}
	return ""
}

// issuers are who issued the document: what its container says, else lines like 发布机构:淮安市水利局 among the first or in a table of such
// fields.
func (c *inquiry) issuers() []place {
	if c.in.Issuer != "" {
		return []place{{compactName(c.in.Issuer), sourceIssuer}}
	}
	var found []place
	for _, line := range slices.Concat(c.in.Titles[:min(len(c.in.Titles), titles)], c.in.Fields) {
		line = norm.NFKC.String(firstBytes(line, titleBytes))
		for _, p := range c.words.Patterns.Named("issuer.line") {
			if m := p.Find(line); m != nil {
				found = append(found, place{compactName(m[1]), sourceIssuer})
			}
		}
	}
	return found
}

// otherAuthor returns the body that the declaration says wrote the report, if it is neither the one named above the title
// nor that one's office. The line above a title may be the name of the site, and a bureau's report must not become its
// government's.
func (c *inquiry) otherAuthor(agency string) string {
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
func (c *inquiry) authors() []place {
	var found []place
	head := firstBytes(c.text.head, authorBytes)
	for _, name := range []string{"author.writes", "author.answers"} {
		if m := c.words.Patterns.Find(name, head); m != nil {
			found = append(found, place{m[1], sourceText})
		}
	}
	return found
}

// subjects lists of whose work the introduction speaks in passing, where the name has its region.
func (c *inquiry) subjects() []place {
	var found []place
	head := firstBytes(c.text.head, authorBytes)
	for _, p := range c.words.Patterns.Named("author.about") {
		if m := p.Find(head); m != nil && len(c.takeApart(m[1], c.out.Year).chain.regions) > 0 {
			found = append(found, place{m[1], sourceText})
		}
	}
	return found
}

// signature is the body that stands over the day at the end of the document, with its region in its name.
func (c *inquiry) signature() []place {
	lines := c.in.Paragraphs
	for i := len(lines) - 1; i > 0 && i >= len(lines)-signatureLines; i-- {
		if !c.words.Patterns.Matches("signature.day", compactName(lines[i])) {
			continue
		}
		if signed := compactName(lines[i-1]); len(c.takeApart(signed, c.out.Year).chain.regions) > 0 {
			return []place{{signed, sourceSigned}}
		}
	}
	return nil
}

// signatureLines is how far from the end a signature may stand: below it a page has its own footer.
const signatureLines = 12

// sameBody reports whether two names are the same but for the region in front or an abbreviation.
func (c *inquiry) sameBody(a, b string) bool {
	x, y := c.takeApart(a, c.out.Year), c.takeApart(b, c.out.Year)
	return x.rest == y.rest && (x.chain.last == y.chain.last || x.chain.text == "" || y.chain.text == "" || x.rest == "")
}
