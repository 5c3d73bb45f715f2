package synth

import (
	"strings"

	"gongkai/config/regions"
)

// first and last are the years that invented reports are about, with one year more on both sides.
const first, last = 2018, 2026

// candidates are the cities and counties whose name is theirs alone and did not change, so that the truth about who
// reported is beyond dispute.
func candidates(table *regions.Table, district string) []*regions.Region {
	var out []*regions.Region
	all := table.All()
	for i := range all {
		r := &all[i]
		if r.Level != regions.LevelCity && r.Level != regions.LevelCounty || r.Kind != regions.KindDivision ||
			r.Level == regions.LevelCity && strings.HasSuffix(r.Name, district) {
			// A prefecture (地区) has no government but an office of its province.
			continue
		}
		if r.In(first) && r.In(last) && len(table.ByName(r.Name, last)) == 1 && len(table.ByName(r.Name, first)) == 1 {
			out = append(out, r)
		}
	}
	return out
}
