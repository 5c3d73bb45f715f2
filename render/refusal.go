package render

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/queries/page"
)

// Refusal puts a refusal of a page into words: a name that nothing bears, or that several do, and what may be meant. It returns
// false for any other error.
func Refusal(say messages.Printer, err error) (text string, ok bool) {
	var unknown *page.NotFound
	var elsewhen *page.NotInYear
	var several *page.Ambiguous
	var empty *page.NoReports
	var incomparable *page.NothingToCompare
	var unheard *page.NothingKnown
	var unranked *page.NotRanked
	switch {
	case errors.As(err, &unknown):
		return notFound(say, unknown), true
	case errors.As(err, &elsewhen):
		var lives []string
		for _, c := range elsewhen.Lives {
			lives = append(lives, life(say, c))
		}
		return say.Text("usage.region_year", "region", elsewhen.Text, "year", elsewhen.Year, "choices", strings.Join(lives, "\n  ")), true
	case errors.As(err, &several):
		return ambiguous(say, several), true
	case errors.As(err, &empty):
		return say.Text("usage.no_year", "region", empty.Name), true
	case errors.As(err, &unheard):
		return say.Text("usage.no_region_year", "region", unheard.Text, "year", unheard.Year), true
	case errors.As(err, &unranked):
		return say.Text("ranking.refused."+unranked.Reason, "label", unranked.Label), true
	case errors.As(err, &incomparable):
		return say.Text("usage.compare_nothing", "name", incomparable.Name, "from", incomparable.From, "to", incomparable.To), true
	}
	return "", false
}

// Cause is the sentence of a cause. A kind with a point is the name of one that stands alone; the others stand behind what the program
// was doing.
func Cause(say messages.Printer, c *fault.Cause) string {
	key := c.Kind
	if !IsWhole(c) {
		key = "refused." + key
	}
	about := slices.Clone(c.Pairs)
	for i, value := range about {
		if list, ok := value.([]string); ok {
			about[i] = Few(list)
		}
	}
	return say.Text(key, about...)
}

// IsWhole reports whether the sentence of a cause says all that there is to say.
func IsWhole(c *fault.Cause) bool { return strings.Contains(c.Kind, ".") }

// Said is an error as a person reads it: its cause in the language of the printer, behind what the program was doing.
func Said(say messages.Printer, err error) string {
	text := strings.TrimSpace(err.Error())
	var cause *fault.Cause
	if !errors.As(err, &cause) {
		return text
	}
	words := Cause(say, cause)
	if errors.Is(cause, fault.ErrUnsafeStatement) {
		words = say.Text("refused.statement", "why", words)
	}
	return strings.Replace(text, cause.Error(), words, 1)
}

// notFound says that nothing bears a name, and what may be meant.
func notFound(say messages.Printer, e *page.NotFound) string {
	var text string
	switch e.What {
	case page.WhatIndicator:
		return say.Text("usage.no_indicator", "code", e.Text, "near", Few(e.Near))
	case page.WhatRegion:
		text = say.Text("usage.no_region", "region", e.Text)
	case page.WhatAgency:
		text = say.Text("usage.no_agency", "agency", e.Text)
	case page.WhatReport:
		text = say.Text("usage.no_report", "report", e.Text)
	case page.WhatRule:
		text = say.Text("usage.no_rule", "rule", e.Text)
	case page.WhatTotals:
		text = say.Text("usage.no_totals", "region", e.Text)
	case page.WhatAgencyReport:
		text = say.Text("usage.no_agency_report", "agency", e.Text)
	case page.WhatFinding:
		text = say.Text("ruling.unknown", "finding", e.Text)
	case page.WhatLapsedFinding:
		text = say.Text("ruling.lapsed", "finding", e.Text)
	}
	if len(e.Near) > 0 {
		text += say.Text("settings.meant", "want", strings.Join(e.Near, ", "))
	}
	return text
}

// ambiguous says that several bear a name, and which. Regions stand one a line, as 320106 江苏省南京市鼓楼区.
func ambiguous(say messages.Printer, e *page.Ambiguous) string {
	var list []string
	switch e.What {
	case page.WhatAgency:
		for _, c := range e.Candidates {
			list = append(list, c.Name+" ("+strings.TrimSpace(c.Region+" "+c.Code)+")")
		}
		return say.Text("usage.many_agencies", "agency", e.Text, "agencies", Few(list))
	case page.WhatReport:
		for _, c := range e.Candidates {
			year := ""
			if c.Year != 0 {
				year = strconv.Itoa(c.Year)
			}
			list = append(list, strings.TrimSpace(c.Name+" "+c.Code+" "+year))
		}
		return say.Text("usage.many_reports", "agency", e.Text, "reports", Few(list))
	default: // regions
	}
	for _, c := range e.Candidates {
		line := c.Code + " " + c.Name
		if c.To != "" {
			line += say.Text("region.until", "to", c.To)
		}
		list = append(list, line)
	}
	return say.Text("usage.many_regions", "region", e.Text, "choices", strings.Join(list, "\n  "))
}

// life says from when to when a region was, and what it became.
func life(say messages.Printer, c page.Candidate) string {
	line := say.Text("region.life", "code", c.Code, "name", c.Name, "from", cmp.Or(c.From, "…"), "to", cmp.Or(c.To, "…"))
	if c.SuccessorCode != "" {
		line += say.Text("region.successor", "code", c.SuccessorCode, "name", c.Successor)
	}
	return line
}

// Few joins the first of a list for a sentence.
func Few(list []string) string {
	const most = 5
	if len(list) > most {
		return strings.Join(list[:most], ", ") + " …"
	}
	return strings.Join(list, ", ")
}
