package identity

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/config/regions"
)

// Weights of the clues that speak for one of several regions of one name. A clue counts once for a region, however often
// it stands in the document.
const (
	weightWhole   = 5 // 南京市鼓楼区 in a title, as issuer or as site
	weightText    = 4 // the same in the prose, in a sentence that is not about somebody else
	weightAbove   = 3 // 南京市 or 南京 in a title, as issuer, as site, as file or folder
	weightAddress = 3 // 南京市 in an address
	weightPhone   = 3 // an area code
	weightHost    = 2 // a site or mail address that spells the city out
)

// clue is one sign that speaks for a region.
type clue struct {
	source, quote string
	weight        int
}

// candidate is a region that the name can mean, with what speaks for it.
type candidate struct {
	region regions.Region
	clues  []clue
}

func (c candidate) score() int {
	sum := 0
	for _, one := range c.clues {
		sum += one.weight
	}
	return sum
}

func (c *candidate) add(source, quote string, weight int) {
	for i, one := range c.clues {
		if one.source == source && one.weight == weight || one.quote == quote {
			c.clues[i].weight = max(one.weight, weight)
			return
		}
	}
	c.clues = append(c.clues, clue{source, quote, weight})
}

// distinguish chooses among regions of one name. It takes the one for which more than twice as much speaks as for any other,
// and none where the document is of two minds. What was weighed is kept as evidence either way.
func (c *inquiry) distinguish(found []regions.Region) (candidate, bool) {
	list := make([]candidate, len(found))
	for i, r := range found {
		list[i].region = r
		c.weigh(&list[i])
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return b.score() - a.score() })
	for _, one := range list {
		if len(one.clues) == 0 {
			c.evidence(fieldCandidate, one.region.Code, c.from, c.named.chain.last)
		}
		for _, said := range one.clues {
			c.evidence(fieldCandidate, one.region.Code, said.source, said.quote+" (+"+strconv.Itoa(said.weight)+")")
		}
	}
	best := list[0]
	if best.score() == 0 || len(list) > 1 && best.score() <= 2*list[1].score() {
		return candidate{}, false
	}
	return best, true
}

// weigh collects what speaks for a candidate.
func (c *inquiry) weigh(one *candidate) {
	above := c.regions.Path(one.region.Code, c.out.Year)
	above = above[:max(0, len(above)-1)]
	for _, p := range c.near() {
		for _, a := range above {
			if strings.Contains(p.text, a.Name+one.region.Name) {
				one.add(p.source, a.Name+one.region.Name, weightWhole)
				continue
			}
			for _, word := range []string{a.Name, c.regions.Short(a.Name)} {
				// 吉林 in the name itself does not speak for the city that lies in 吉林省.
				if word != "" && !strings.Contains(c.named.chain.text, word) && strings.Contains(p.text, word) {
					one.add(p.source, word, weightAbove)
				}
			}
		}
	}
	for _, a := range above {
		for _, text := range []string{c.text.head, c.text.tail()} {
			// One phrase is one clue: an address that names the district in full is not an address beside the name.
			if whole := a.Name + one.region.Name; c.saysOfItself(text, whole) {
				one.add(sourceText, whole, weightText)
			} else if m := c.addressIn(text, a.Name); m != "" {
				one.add(sourceAddress, m, weightAddress)
			}
		}
	}
	within := func(codes []string) bool {
		return slices.ContainsFunc(codes, func(code string) bool {
			return slices.ContainsFunc(above, func(a regions.Region) bool { return a.Code == code }) || code == one.region.Code
		})
	}
	for _, prefix := range c.phones() {
		if within(c.clues.Phone(prefix)) {
			one.add(sourcePhone, prefix, weightPhone)
		}
	}
	for _, host := range c.hosts() {
		for _, label := range strings.FieldsFunc(host, func(r rune) bool { return r == '.' || r == '-' }) {
			if within(c.clues.Host(label)) {
				one.add(sourceHost, host, weightHost)
			}
		}
	}
}

// headingBytes is the longest line, in bytes, that can be a title or a name above one.
const headingBytes = 240

// place is a text that says who made the report.
type place struct{ text, source string }

// near lists the places where the name of a region speaks for the report itself.
func (c *inquiry) near() []place {
	places := []place{{c.title.text, sourceTitle}}
	for _, line := range c.in.Titles[:min(len(c.in.Titles), titles)] {
		// Where a document has no more than a title, the first lines are already its prose.
		if line = compactName(line); len(line) <= headingBytes && !c.words.Patterns.Matches("clue.address", line) &&
			!strings.Contains(line, "。") {
			places = append(places, place{line, sourceTitle})
		}
	}
	return append(places, place{compactName(c.in.Issuer), sourceIssuer}, place{compactName(c.in.Site), sourceSite},
		place{compactName(c.in.FileName), sourceFile}, place{compactName(c.in.Folder), sourceFolder})
}

// saysOfItself reports whether text names a region in a sentence that is not about a visit or an exchange: 赴南京市鼓楼区学习
// says nothing of where the report is from.
func (c *inquiry) saysOfItself(text, name string) bool {
	for sentence := range strings.SplitSeq(text, "。") {
		if strings.Contains(sentence, name) && !c.words.Patterns.Matches("prose.elsewhere", sentence) {
			return true
		}
	}
	return false
}

// addressIn returns the address in text that names a region.
func (c *inquiry) addressIn(text, name string) string {
	for _, p := range c.words.Patterns.Named("clue.address") {
		for _, m := range p.All(text) {
			if strings.Contains(m[0], name) {
				return m[0]
			}
		}
	}
	return ""
}

// phones lists the area codes of the telephone numbers at the head and at the end of the document.
func (c *inquiry) phones() []string {
	var found []string
	for _, text := range []string{c.text.head, c.text.tail()} {
		for _, p := range c.words.Patterns.Named("clue.phone") {
			for _, m := range p.All(text) {
				if !slices.Contains(found, m[1]) {
					found = append(found, m[1])
				}
			}
		}
	}
	return found
}

// hosts lists the site of the document and those of the mail addresses in it.
func (c *inquiry) hosts() []string {
	var found []string
	if c.in.Host != "" {
		found = append(found, strings.ToLower(c.in.Host))
	}
	for _, text := range []string{c.text.head, c.text.tail()} {
		for _, p := range c.words.Patterns.Named("clue.mail") {
			for _, m := range p.All(text) {
				if host := strings.ToLower(m[1]); !slices.Contains(found, host) {
					found = append(found, host)
				}
			}
		}
	}
	return found
}
