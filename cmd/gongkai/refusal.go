package main

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// inWords puts a refusal of the packages below into the language chosen, as wrong use. Every other error comes back as it is.
func (a *app) inWords(err error) error {
	var unknown *page.NotFound
	var elsewhen *page.NotInYear
	var several *page.Ambiguous
	var refused *fault.Cause
	var ruling *record.RulingError
	var empty *page.NoReports
	var incomparable *page.NothingToCompare
	var unheard *page.NothingKnown
	var unranked *page.NotRanked
	switch {
	case errors.As(err, &unknown):
		return wrongUse(a.notFound(unknown))
	case errors.As(err, &elsewhen):
		var lives []string
		for _, c := range elsewhen.Lives {
			lives = append(lives, a.life(c))
		}
		return wrongUse(a.say.Text("usage.region_year", "region", elsewhen.Text, "year", elsewhen.Year, "choices", strings.Join(lives, "\n  ")))
	case errors.As(err, &several):
		return wrongUse(a.ambiguous(several))
	case errors.As(err, &refused) && refused.Kind == queries.NotReleased:
		return wrongUse(a.say.Text("usage.not_released", refused.Pairs...))
	case errors.As(err, &refused) && refused.Kind == queries.NoReleasedViews:
		return wrongUse(a.say.Text("usage.no_released_views"))
	case errors.As(err, &refused) && isWhole(refused):
		return wrongUse(a.words(refused))
	case errors.As(err, &ruling):
		return wrongUse(a.say.Text("ruling."+string(ruling.Problem), "finding", ruling.FindingID, "code", ruling.Code))
	case errors.As(err, &empty):
		return wrongUse(a.say.Text("usage.no_year", "region", empty.Name))
	case errors.As(err, &unheard):
		return wrongUse(a.say.Text("usage.no_region_year", "region", unheard.Text, "year", unheard.Year))
	case errors.As(err, &unranked):
		return wrongUse(a.say.Text("ranking.refused."+unranked.Reason, "label", unranked.Label))
	case errors.As(err, &incomparable):
		return wrongUse(a.say.Text("usage.compare_nothing", "name", incomparable.Name, "from", incomparable.From, "to", incomparable.To))
	}
	return err
}

// notFound says that nothing bears a name, and what may be meant.
func (a *app) notFound(e *page.NotFound) string {
	var text string
	switch e.What {
	case page.WhatIndicator:
		return a.say.Text("usage.no_indicator", "code", e.Text, "near", few(e.Near))
	case page.WhatRegion:
		text = a.say.Text("usage.no_region", "region", e.Text)
	case page.WhatAgency:
		text = a.say.Text("usage.no_agency", "agency", e.Text)
	case page.WhatReport:
		text = a.say.Text("usage.no_report", "report", e.Text)
	case page.WhatRule:
		text = a.say.Text("usage.no_rule", "rule", e.Text)
	case page.WhatTotals:
		text = a.say.Text("usage.no_totals", "region", e.Text)
	case page.WhatAgencyReport:
		text = a.say.Text("usage.no_agency_report", "agency", e.Text)
	case page.WhatFinding:
		text = a.say.Text("ruling.unknown", "finding", e.Text)
	case page.WhatLapsedFinding:
		text = a.say.Text("ruling.lapsed", "finding", e.Text)
	}
	if len(e.Near) > 0 {
		text += a.say.Text("settings.meant", "want", strings.Join(e.Near, ", "))
	}
	return text
}

// ambiguous says that several bear a name, and which. Regions stand one a line, as 320106 江苏省南京市鼓楼区.
func (a *app) ambiguous(e *page.Ambiguous) string {
	var list []string
	switch e.What {
	case page.WhatAgency:
		for _, c := range e.Candidates {
			list = append(list, c.Name+" ("+strings.TrimSpace(c.Region+" "+c.Code)+")")
		}
		return a.say.Text("usage.many_agencies", "agency", e.Text, "agencies", few(list))
	case page.WhatReport:
		for _, c := range e.Candidates {
			list = append(list, strings.TrimSpace(c.Name+" "+c.Code+" "+yearText(c.Year)))
		}
		return a.say.Text("usage.many_reports", "agency", e.Text, "reports", few(list))
	default: // regions
	}
	for _, c := range e.Candidates {
		line := c.Code + " " + c.Name
		if c.To != "" {
			line += a.say.Text("region.until", "to", c.To)
		}
		list = append(list, line)
	}
	return a.say.Text("usage.many_regions", "region", e.Text, "choices", strings.Join(list, "\n  "))
}

// life says from when to when a region was, and what it became.
func (a *app) life(c page.Candidate) string {
	line := a.say.Text("region.life", "code", c.Code, "name", c.Name, "from", cmp.Or(c.From, "…"), "to", cmp.Or(c.To, "…"))
	if c.SuccessorCode != "" {
		line += a.say.Text("region.successor", "code", c.SuccessorCode, "name", c.Successor)
	}
	return line
}

// words is the sentence of a cause. A kind with a point is the name of one that stands alone; the others stand behind what the program
// was doing.
func (a *app) words(c *fault.Cause) string {
	key := c.Kind
	if !isWhole(c) {
		key = "refused." + key
	}
	about := slices.Clone(c.Pairs)
	for i, value := range about {
		if list, ok := value.([]string); ok {
			about[i] = few(list)
		}
	}
	return a.say.Text(key, about...)
}

// isWhole reports whether the sentence of a cause says all that there is to say.
func isWhole(c *fault.Cause) bool { return strings.Contains(c.Kind, ".") }
