package prose

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/config/lexicon"
	"gongkai/internal/report"
)

// claim is a statement that prose can make about the tables.
type claim struct {
	name     string
	rule     string
	readings []expression
}

// expression is cells with a sign each.
type expression struct {
	strength string
	terms    []term
}

type term struct {
	negative     bool
	code         string // of a plain term
	prefix, tail string // of one with a *: request.denied_ and .total
}

// claimNames are the statements that the sentences of this package can make; the lexicon must give each its readings.
func claimNames() []string {
	names := []string{
		"received", "received_new", "received_zero", "carried_in", "carried_out", "closed", "answered", "handled",
		"granted", "partly_granted", "denied", "unavailable", "not_held", "rejected", "other",
		"natural_person", "business", "research_institution", "public_interest_organization", "legal_service", "organizations",
		"issued", "in_force", "repealed",
	}
	for _, track := range []string{"reconsideration", "litigation"} {
		names = append(names, track, track+"_zero")
		for _, o := range []string{"upheld", "corrected", "other", "pending"} {
			names = append(names, track+"_"+o)
		}
	}
	return names
}

func messageKeys() []string {
	keys := []string{
		"mismatch", "less", "weak", "zero", "fee.unpaid", "fee.silent", "fee.both", "year.other", "period.short",
		"period.long", "form.older", "form.newer", "section.missing", "section.nothing", "section.copied",
		"table.disclosure", "table.request",
	}
	for _, name := range claimNames() {
		keys = append(keys, "claim."+name)
	}
	for _, name := range []string{"preamble", "overview", "disclosure", "request", "appeal", "problems", "other"} {
		keys = append(keys, "section.name."+name)
	}
	return keys
}

func (c *Checker) readClaims() error {
	for _, r := range c.words.Readings {
		e := expression{strength: r.Strength}
		for i, part := range strings.Fields(r.Expression) {
			last := len(e.terms) - 1
			switch {
			case i%2 == 1 && (part == "+" || part == "-"):
				e.terms = append(e.terms, term{negative: part == "-"})
			case i == 0:
				e.terms = append(e.terms, newTerm(part, false))
			case i%2 == 0:
				e.terms[last] = newTerm(part, e.terms[last].negative)
			default:
				return fmt.Errorf("prose_readings.csv: %s: %q is no sum of cells", r.Claim, r.Expression)
			}
		}
		if len(e.terms) == 0 {
			return fmt.Errorf("prose_readings.csv: %s: no cells", r.Claim)
		}
		known := c.claims[r.Claim]
		if len(known.readings) == 0 && r.Strength != lexicon.ReadingFull {
			return fmt.Errorf("prose_readings.csv: %s: the first reading must be full", r.Claim)
		}
		if known.rule != "" && known.rule != r.Rule {
			return fmt.Errorf("prose_readings.csv: %s: two rules", r.Claim)
		}
		c.claims[r.Claim] = claim{r.Claim, r.Rule, append(known.readings, e)}
	}
	for _, name := range claimNames() {
		if _, ok := c.claims[name]; !ok {
			return fmt.Errorf("prose_readings.csv: claim %s is missing", name)
		}
	}
	return nil
}

func newTerm(code string, negative bool) term {
	if prefix, tail, ok := strings.Cut(code, "*"); ok {
		return term{negative: negative, prefix: prefix, tail: tail}
	}
	return term{negative: negative, code: code}
}

// requestItems lists the codes of table 三 for terms with a *.
func requestItems(cells []report.Cell) []string {
	codes := make([]string, 0, len(cells))
	for i := range cells {
		if strings.HasPrefix(cells[i].Code, string(report.Request)+".") {
			codes = append(codes, cells[i].Code)
		}
	}
	return codes
}

// sum adds up the cells of an expression. It is false where one has no value, or a * stands for nothing.
func (x *reading) sum(e expression) (report.Sum, []string, bool) {
	var total report.Sum
	var codes []string
	add := func(code string, negative bool) bool {
		cell, ok := x.cells[code]
		if !ok || !cell.State.HasValue() {
			return false
		}
		codes = append(codes, code)
		if negative {
			total = total.Sub(cell.Value)
		} else {
			total = total.Add(cell.Value)
		}
		return true
	}
	for _, t := range e.terms {
		if t.code != "" {
			if !add(t.code, t.negative) {
				return report.Sum{}, nil, false
			}
			continue
		}
		found := false
		for _, code := range x.items {
			if rest, ok := strings.CutPrefix(code, t.prefix); ok && strings.HasSuffix(rest, t.tail) {
				found = true
				if !add(code, t.negative) {
					return report.Sum{}, nil, false
				}
			}
		}
		if !found {
			return report.Sum{}, nil, false
		}
	}
	return total, codes, true
}

// statement is a number that the text gives for one claim or for several together, as 予以公开及部分公开42件.
type statement struct {
	claims []string
	value  report.Value
	place  place
	whole  bool // about the same bodies as the table for certain
	zero   bool // 未收到, not a number
}

// compare makes a finding of a statement that no accepted reading fits.
func (x *reading) compare(s statement) {
	slices.Sort(s.claims)
	s.claims = slices.Compact(s.claims)
	first := x.c.claims[s.claims[0]]
	want := report.Sum{}.Add(s.value)
	var main report.Sum
	var codes []string
	weak, largest := false, report.Sum{}
	for i := range first.readings {
		strength := first.readings[i].strength
		sum, used, ok := x.joint(s.claims, i)
		if !ok {
			if strength == lexicon.ReadingFull {
				// What cannot be read cannot be contradicted, but another reading may still be looked at and fit; either
				// way there is nothing to say.
				return
			}
			continue
		}
		if i == 0 {
			main, codes = sum, used
		}
		if strength == lexicon.ReadingOptional && s.value == 0 {
			continue // none of a part is not none
		}
		if strength != lexicon.ReadingWeak {
			if sum.Equal(want) {
				return
			}
			if less(largest, sum) {
				largest = sum
			}
		} else if sum.Equal(want) {
			weak = true
		}
	}
	if !x.c.sameRules(s.claims) {
		return
	}
	f := report.Finding{
		Rule: first.rule, Subject: subjectOf(codes), Severity: report.Warning, Status: report.Fail,
		Left: &want, Right: &main, Cells: codes,
	}
	key := "mismatch"
	switch {
	case weak:
		f.Severity, f.Status, key = report.Info, report.Uncertain, "weak"
	case s.zero:
		key = "zero"
		if !s.whole {
			f.Status = report.Uncertain
		}
	case less(want, largest) && (!s.whole || f.Subject == report.Appeal && s.value != 0):
		f.Status, key = report.Uncertain, "less"
	}
	x.say(&f, key, s.place,
		lexicon.Pair{Name: "what", Value: x.c.what(s.claims)}, lexicon.Same("left", want.String()), lexicon.Same("right", main.String()))
}

// joint adds up one reading of several claims.
func (x *reading) joint(claims []string, i int) (report.Sum, []string, bool) {
	var total report.Sum
	var codes []string
	for _, name := range claims {
		readings := x.c.claims[name].readings
		// 不予公开 has other readings than 予以公开: of such claims together only the first reading of each can be added.
		if i > 0 && (i >= len(readings) || len(readings) != len(x.c.claims[claims[0]].readings)) {
			return report.Sum{}, nil, false
		}
		sum, used, ok := x.sum(readings[i])
		if !ok {
			return report.Sum{}, nil, false
		}
		total, codes = total.Plus(sum), append(codes, used...)
	}
	return total, codes, true
}

// sameRules reports whether claims taken together are of one kind.
func (c *Checker) sameRules(claims []string) bool {
	for _, name := range claims {
		if c.claims[name].rule != c.claims[claims[0]].rule {
			return false
		}
	}
	return true
}

func (c *Checker) what(claims []string) lexicon.Message {
	var out lexicon.Message
	for i, name := range claims {
		m := c.words.Message("claim." + name)
		if i > 0 {
			out.ZH, out.EN = out.ZH+" + ", out.EN+" + "
		}
		out.ZH, out.EN = out.ZH+m.ZH, out.EN+m.EN
	}
	return out
}

// say completes a finding with its message and keeps it.
func (x *reading) say(f *report.Finding, key string, p place, pairs ...lexicon.Pair) {
	if p.section != nil {
		pairs = append(pairs, lexicon.Same("quote", p.quote()), lexicon.Pair{Name: "section", Value: x.c.sectionName(p.section.name)})
	}
	m := x.c.words.Message(key, pairs...)
	f.MessageZH, f.MessageEN = m.ZH, m.EN
	x.add(*f)
}

func (c *Checker) sectionName(name string) lexicon.Message {
	if key := "section.name." + name; c.words.HasMessage(key) {
		return c.words.Message(key)
	}
	return lexicon.Message{ZH: name, EN: name}
}

// less reports whether a < b.
func less(a, b report.Sum) bool { return strings.HasPrefix(a.Minus(b).String(), "-") }

func subjectOf(codes []string) report.Subject {
	if len(codes) == 0 {
		return ""
	}
	name, _, _ := strings.Cut(codes[0], ".")
	return report.Subject(name)
}
