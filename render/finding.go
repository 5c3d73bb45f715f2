package render

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/internal/report"
	"gongkai/queries/page"
	"gongkai/queries/page/card"
	"gongkai/render/cards"
	"gongkai/rows"
)

// Findings sets a list of findings for people: by body, a line a finding, and how many they are.
func Findings(w io.Writer, say messages.Printer, list []page.Finding) error {
	var b strings.Builder
	line := func(indent, text string) { b.WriteString(indent + rows.Printable(text) + "\n") }
	for _, group := range byAgency(list) {
		f, n := &group[0], card.Count(group)
		region := strings.TrimSpace(Or(f.Region, "") + " " + Or(f.RegionCode, ""))
		line("", say.Text("check.group", "agency", Or(f.Agency, unsettled(say)), "region", cmp.Or(region, unsettled(say)),
			"error", n.Error, "warning", n.Warning, "info", n.Info))
		for i := range group {
			line("  ", findingLine(say, &group[i]))
		}
	}
	if len(list) == 0 {
		line("", say.Text("check.none"))
	} else {
		line("", say.Text("check.count", "count", len(list)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// findingLine is a finding on one line: severity, id, year, what is wrong, what is printed and needed, where.
func findingLine(say messages.Printer, f *page.Finding) string {
	head := strings.Join([]string{say.Text("severity." + string(f.Severity)), f.FindingID, yearText(f), f.Rule}, " ")
	parts := []string{f.Message}
	for _, s := range []string{cards.Detail(say, f), cards.Where(say, f), cards.Decided(say, f)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	// A message may quote a document, and the quotation hold line breaks.
	return strings.Join(strings.Fields(head+" "+strings.Join(parts, " | ")), " ")
}

func yearText(f *page.Finding) string {
	if f.Year == nil {
		return ""
	}
	return strconv.Itoa(*f.Year)
}

// byAgency groups findings by agency, those with most errors first, then those with most findings; a group begins with
// its latest year and its errors.
func byAgency(list []page.Finding) [][]page.Finding {
	at := map[[2]string]int{}
	var groups [][]page.Finding
	for _, f := range list {
		// A document that nobody knows the author of is by itself.
		key := [2]string{Or(f.RegionCode, ""), Or(f.Agency, f.Path)}
		n, ok := at[key]
		if !ok {
			n = len(groups)
			at[key] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], f)
	}
	for _, g := range groups {
		slices.SortStableFunc(g, func(x, y page.Finding) int { return compareSeverity(y.Severity, x.Severity) })
	}
	slices.SortStableFunc(groups, func(x, y []page.Finding) int {
		return cmp.Or(card.Count(y).Error-card.Count(x).Error, len(y)-len(x))
	})
	return groups
}

// compareSeverity orders severities, rising.
func compareSeverity(x, y report.Severity) int {
	switch {
	case x == y:
		return 0
	case x.AtLeast(y):
		return 1
	}
	return -1
}

// FindingTable is a list of findings as a table for programs, the header first, which is the same in every language.
func FindingTable(say messages.Printer, list []page.Finding) [][]string {
	out := [][]string{{
		"finding_id", "agency", "region_code", "region", "year", "severity", "status", "rule", "message", "cell", "printed",
		"needed", "place", "path", "verdict", "who", "why", "decided_at",
	}}
	for i := range list {
		f := &list[i]
		var cells []string
		for _, c := range f.Concerned() {
			cells = append(cells, c.Code)
		}
		out = append(out, []string{
			f.FindingID, Or(f.Agency, ""), Or(f.RegionCode, ""), Or(f.Region, ""), yearText(f), string(f.Severity), string(f.Status),
			f.Rule, f.Message, strings.Join(cells, "; "), cards.Printed(say, f), cards.Needed(say, f), cards.Where(say, f), f.Path,
			Or(f.Verdict, ""), Or(f.Who, ""), Or(f.Why, ""), Or(f.DecidedAt, ""),
		})
	}
	return out
}

// ReviewRow is what a row of the review workbook says about a finding, column by column, without what a person writes there.
func ReviewRow(say messages.Printer, f *page.Finding) map[string]string {
	region := Or(f.RegionCode, "")
	if f.Region != nil {
		region = *f.Region + " " + region
	}
	return map[string]string{
		"id": f.FindingID, "agency": Or(f.Agency, ""), "region": region, "year": yearText(f),
		"severity": say.Text("severity." + string(f.Severity)), "rule": f.Rule, "message": f.Message, "cell": cards.Labels(f),
		"printed": cards.Printed(say, f), "needed": cards.Needed(say, f), "place": cards.Where(say, f), "document": f.Path,
	}
}
