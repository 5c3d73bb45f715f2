package locate

import (
	"slices"

	"gongkai/internal/report"
)

// Suggested returns the explanation of a group that is put forward as a suggestion, and false where there is none: the
// only smallest one. Of a single sum, as in table 四, whose total is printed as zero while parts are not, it is that the
// total was left at zero (洪泽 2023 prints 5, 0, 0, 0 and the total 0); any other such sum has two readings and no
// suggestion.
func (g Group) Suggested() (Explanation, bool) {
	switch {
	case g.Status == Located:
		return g.Explanations[0], true
	case g.Total != "" && len(g.Explanations) > 0 && g.Explanations[0].Changes[0].Why == LeftZero &&
		g.Explanations[0].Changes[0].Code == g.Total:
		return g.Explanations[0], true
	}
	return Explanation{}, false
}

// Suggest returns the findings with suggestions: on each that failed those that concern its cells, on each that is not
// assessable the numbers that the sums give for its missing cells. The suggestions of all findings together are one
// explanation a group: applied together they close the group. Findings that are given are not changed, and suggesting
// twice adds nothing.
func Suggest(findings []report.Finding, result Result) []report.Finding {
	var changes []Change
	for _, group := range result.Groups {
		if e, ok := group.Suggested(); ok {
			changes = append(changes, e.Changes...)
		}
	}
	if len(changes) == 0 && len(result.Given) == 0 {
		return findings
	}
	out := slices.Clone(findings)
	for i := range out {
		f := &out[i]
		from := changes
		switch f.Status {
		case report.Fail:
		case report.NotAssessable:
			from = result.Given
		case report.Pass, report.Uncertain:
			continue
		}
		for _, change := range from {
			s := report.Suggestion{Code: change.Code, Value: change.Needed.String(), Culprit: string(change.Culprit)}
			if slices.Contains(f.Cells, change.Code) && !slices.Contains(f.Suggestion, s) {
				f.Suggestion = append(slices.Clip(f.Suggestion), s)
			}
		}
	}
	return out
}
