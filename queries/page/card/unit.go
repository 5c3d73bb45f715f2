package card

import "gongkai/internal/report"

// MoneyUnit is a unit in which an amount may have been meant that was printed without one.
type MoneyUnit string

// The units, as a person chooses between them.
const (
	Yuan            MoneyUnit = "yuan"
	TenThousandYuan MoneyUnit = "wan_yuan"
)

// MoneyUnits lists them.
func MoneyUnits() []MoneyUnit { return []MoneyUnit{Yuan, TenThousandYuan} }

// yuanOfTenThousand is how many of the one make one of the other.
const yuanOfTenThousand = 10_000

// InUnit returns, of a finding that offers both readings of each amount that it names, those in the unit chosen; false for a finding
// that offers anything else. Whatever the unit of the indicator, the reading in 元 is the smaller one: 500 printed is 0.05 万元 or
// 500 万元.
func (f *Finding) InUnit(unit MoneyUnit) ([]report.Suggestion, bool) {
	var codes []string
	offered := map[string][]report.Suggestion{}
	for _, s := range f.Suggestion {
		if len(offered[s.Code]) == 0 {
			codes = append(codes, s.Code)
		}
		offered[s.Code] = append(offered[s.Code], s)
	}
	var out []report.Suggestion
	for _, code := range codes {
		chosen, ok := inUnit(offered[code], unit)
		if !ok {
			return nil, false
		}
		out = append(out, chosen)
	}
	return out, len(out) > 0
}

func inUnit(offered []report.Suggestion, unit MoneyUnit) (report.Suggestion, bool) {
	if len(offered) != 2 {
		return report.Suggestion{}, false
	}
	small, large := offered[0], offered[1]
	a, err := report.ParseValue(small.Value)
	b, err2 := report.ParseValue(large.Value)
	if a > b {
		small, large, a, b = large, small, b, a
	}
	// b/a and not a*10,000, which could pass what an integer holds.
	if err != nil || err2 != nil || a <= 0 || b%a != 0 || b/a != yuanOfTenThousand {
		return report.Suggestion{}, false
	}
	if unit == Yuan {
		return small, true
	}
	return large, true
}
