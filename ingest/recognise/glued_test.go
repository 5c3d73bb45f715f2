package recognise

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/config/forms"
	"gongkai/ingest/read"
)

// gluedReport is a report of 2021 whose tables 三 and 四 are printed without anything between their cells.
type gluedReport struct {
	labels  map[string]string // what stands before the numbers of a row of table 三
	items   []string          // of table 三
	request map[string][]int64
	appeal  [][]int64 // three groups
}

func form2021(t testing.TB) *forms.Form {
	t.Helper()
	set, err := forms.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	form, ok := set.Form("2021")
	if !ok {
		t.Fatal("there is no form of 2021")
	}
	return form
}

// newGluedReport returns a report with random numbers, most of them zero, that add up.
func newGluedReport(form *forms.Form, random *rand.Rand) *gluedReport {
	g := &gluedReport{labels: map[string]string{}, request: map[string][]int64{}}
	seen := map[string]bool{}
	for _, p := range form.Of("request") {
		if p.Role != forms.RoleCell || p.Indicator.Heading != "natural_person" {
			continue
		}
		g.items = append(g.items, p.Indicator.Item)
		for i, label := range p.Label {
			if key := strings.Join(p.Label[:i+1], "/"); !seen[key] {
				seen[key] = true
				g.labels[p.Indicator.Item] += label
			}
		}
	}
	often := random.Float64()
	number := func() int64 {
		switch {
		case random.Float64() > often:
			return 0
		case random.IntN(2) == 0:
			return 1 + random.Int64N(9)
		case random.IntN(5) > 0:
			return 10 + random.Int64N(90)
		}
		return 100 + random.Int64N(900)
	}
	sum := make([]int64, 6)
	for _, item := range g.items {
		if g.isResult(item) {
			row := make([]int64, 6)
			if random.Float64() < often+0.1 {
				for i := range row {
					if row[i] = number(); random.IntN(3) > 0 && i > 0 {
						row[i] = 0
					}
				}
			}
			g.request[item] = row
			for i, v := range row {
				sum[i] += v
			}
		}
	}
	g.request["concluded"] = sum
	for _, item := range []string{"received", "carried_in", "carried_out"} {
		g.request[item] = make([]int64, 6)
	}
	for i, v := range sum {
		in, out := min(v, number()), number()
		g.request["carried_in"][i], g.request["carried_out"][i], g.request["received"][i] = in, out, v+out-in
	}
	for item, row := range g.request {
		g.request[item] = append(row, total(row))
	}
	for range 3 {
		group := []int64{number(), number(), number(), number()}
		g.appeal = append(g.appeal, append(group, total(group)))
	}
	return g
}

func (g *gluedReport) isResult(item string) bool {
	return !slices.Contains([]string{"received", "carried_in", "concluded", "carried_out"}, item)
}

func total(row []int64) (sum int64) {
	for _, v := range row {
		sum += v
	}
	return sum
}

// truth returns what is printed, by code.
func (g *gluedReport) truth() map[string]string {
	out := map[string]string{}
	headings := []string{"natural_person", "business", "research_institution", "public_interest_organization", "legal_service", "other_organization", "total"}
	for item, row := range g.request {
		for i, v := range row {
			out["request."+item+"."+headings[i]] = fmt.Sprint(v)
		}
	}
	for i, track := range []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"} {
		for j, result := range []string{"upheld", "corrected", "other", "pending", "total"} {
			out["appeal."+track+"."+result] = fmt.Sprint(g.appeal[i][j])
		}
	}
	return out
}

// document returns the report as text.
func (g *gluedReport) document() *read.Document {
	var out strings.Builder
	out.WriteString("三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）申请人情况自然人法人或其他组织总计" +
		"商业企业科研机构社会公益组织法律服务机构其他")
	write := func(row []int64) {
		for _, v := range row {
			fmt.Fprint(&out, v)
		}
	}
	for _, item := range g.items {
		out.WriteString(g.labels[item])
		write(g.request[item])
	}
	out.WriteString("四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉" +
		strings.Repeat("结果维持结果纠正其他结果尚未审结总计", 2))
	for _, group := range g.appeal {
		write(group)
	}
	out.WriteString("五、存在的主要问题及改进情况无。六、其他需要报告的事项无。")
	return &read.Document{Blocks: []read.Block{{Text: "某市2024年政府信息公开工作年度报告", Line: 1}, {Text: out.String(), Line: 2}}}
}

// slips are what an office can misprint a number as; false where a number has no such slip.
func slips() map[string]func(v int64, random *rand.Rand) (int64, bool) {
	digits := func(change func(s string, at int) string) func(int64, *rand.Rand) (int64, bool) {
		return func(v int64, random *rand.Rand) (int64, bool) {
			s := fmt.Sprint(v)
			out := change(s, random.IntN(len(s)))
			n, err := strconv.ParseInt(out, 10, 64)
			return n, err == nil && n != v && fmt.Sprint(n) == out
		}
	}
	by := func(d int64) func(int64, *rand.Rand) (int64, bool) {
		return func(v int64, _ *rand.Rand) (int64, bool) { return v + d, v+d >= 0 }
	}
	return map[string]func(int64, *rand.Rand) (int64, bool){
		"transposed": digits(func(s string, at int) string {
			if at+1 == len(s) {
				return s
			}
			return s[:at] + s[at+1:at+2] + s[at:at+1] + s[at+2:]
		}),
		"digit dropped": digits(func(s string, at int) string { return s[:at] + s[at+1:] }),
		"digit doubled": digits(func(s string, at int) string { return s[:at] + s[at:at+1] + s[at:] }),
		"zero added":    digits(func(s string, at int) string { return s[:at+1] + "0" + s[at+1:] }),
		"zeroed":        digits(func(string, int) string { return "0" }),
		"one more":      by(1), "one less": by(-1), "ten more": by(10), "ten less": by(-10),
	}
}

// slipPlace is where a report has its slip.
type slipPlace string

const (
	inCell         slipPlace = "cell"
	inTotal        slipPlace = "total of a row"
	inColumn       slipPlace = "cell, added up in its column" // not in its row
	inTwo          slipPlace = "two numbers"
	inAppeal       slipPlace = "cell of table four"
	inAppealTotal  slipPlace = "total of table four"
	inAppealTotals slipPlace = "two totals of table four"
)

// slip misprints a number, and says whether it found one that can be.
func (g *gluedReport) slip(change func(int64, *rand.Rand) (int64, bool), place slipPlace, random *rand.Rand) bool {
	for range 200 {
		item := g.items[random.IntN(len(g.items))]
		row := g.request[item]
		if place == inAppeal || place == inAppealTotal {
			row = g.appeal[random.IntN(len(g.appeal))]
		}
		at := random.IntN(len(row) - 1)
		if place == inTotal || place == inAppealTotal {
			at = len(row) - 1
		}
		v, ok := change(row[at], random)
		if !ok || row[at] == 0 || place == inColumn && !g.isResult(item) {
			continue
		}
		if place == inColumn {
			g.request["concluded"][at] += v - row[at]
		}
		row[at] = v
		return true
	}
	return false
}

// slips misprints what a place says.
func (g *gluedReport) slips(change func(int64, *rand.Rand) (int64, bool), place slipPlace, random *rand.Rand) bool {
	switch place {
	case inTwo:
		return g.slip(change, inCell, random) && g.slip(change, []slipPlace{inCell, inTotal, inAppeal}[random.IntN(3)], random)
	case inAppealTotals:
		for range 2 {
			if !g.slip(change, inAppealTotal, random) {
				return false
			}
		}
		return true
	default: // one slip
		return g.slip(change, place, random)
	}
}

// count compares what was read of a glued report with what it prints.
func (g *gluedReport) count(t *testing.T, rec *Recogniser) (right, all int, wrong []string) {
	t.Helper()
	reports, err := rec.Reports(g.document(), Given{})
	if err != nil {
		t.Fatal(err)
	}
	truth := g.truth()
	for _, c := range reports[0].Cells {
		want, printed := truth[c.Code]
		if !printed {
			continue
		}
		all++
		switch {
		case !c.State.HasValue():
		case c.Value.String() == want:
			right++
		default:
			wrong = append(wrong, fmt.Sprintf("%s: read %s, printed %s (%s)", c.Code, c.Value, want, c.Raw))
		}
	}
	return right, all, wrong
}

// A slip of the office in one number leaves what it makes doubtful unread: no cut of the digits that only the row itself
// proves is taken for the printed one.
func TestGluedDigitsWithASlip(t *testing.T) {
	const documents = 12 // of each kind
	rec, form := newRecogniser(t, 2024), form2021(t)
	all := slips()
	for seed, name := range slices.Sorted(maps.Keys(all)) {
		for _, place := range []slipPlace{inCell, inTotal, inColumn, inTwo, inAppeal, inAppealTotal, inAppealTotals} {
			t.Run(name+" "+string(place), func(t *testing.T) {
				random := rand.New(rand.NewPCG(uint64(seed), uint64(len(place))))
				right, cells := 0, 0
				for n := 0; n < documents; {
					g := newGluedReport(form, random)
					if !g.slips(all[name], place, random) {
						continue
					}
					n++
					r, n, wrong := g.count(t, rec)
					right, cells = right+r, cells+n
					if len(wrong) > 0 {
						t.Errorf("%d cells are wrong, as %s", len(wrong), strings.Join(wrong[:min(3, len(wrong))], "; "))
					}
				}
				if share := 100 * right / cells; share < 25 {
					t.Errorf("%d %% of the cells are read: what the slip does not touch is lost", share)
				}
			})
		}
	}
}

// Without a slip all is read but what has more than one reading.
func TestGluedDigitsWithoutASlip(t *testing.T) {
	rec, form := newRecogniser(t, 2024), form2021(t)
	random := rand.New(rand.NewPCG(7, 7))
	right, cells := 0, 0
	for range 200 {
		r, n, wrong := newGluedReport(form, random).count(t, rec)
		right, cells = right+r, cells+n
		if len(wrong) > 0 {
			t.Errorf("%d cells are wrong, as %s", len(wrong), wrong[0])
		}
	}
	if share := 100 * right / cells; share < 90 {
		t.Errorf("%d %% of the cells are read, want 90", share)
	}
}

// Each of these is one kind: what is proven with a given slip, and what is told about it. A row that is not named prints zeros.
func TestGluedRows(t *testing.T) {
	const zeros = "0 0 0 0 0 0 0"
	row := func(values string) []int64 {
		var out []int64
		for _, v := range strings.Fields(values) {
			n, err := strconv.ParseInt(v, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, n)
		}
		return out
	}
	tests := []struct {
		name   string
		rows   map[string]string
		appeal string
		unread []string // rows of table 三, and tracks
		rules  []string // that are told beside layout.glued
	}{
		{name: "zeros", rows: nil},
		{name: "all sums close", rows: map[string]string{
			"received": "80 1 0 0 0 0 81", "granted": "80 0 0 0 0 0 80", "denied_deliberative": "0 1 0 0 0 0 1", "concluded": "80 1 0 0 0 0 81",
		}},
		{name: "the columns choose between two ways", rows: map[string]string{
			"received": "25 0 0 0 0 0 25", "granted": "22 0 0 0 0 0 22", "denied_deliberative": "3 0 0 0 0 0 3", "concluded": "25 0 0 0 0 0 25",
		}},
		{
			name: "nothing chooses between two ways",
			rows: map[string]string{
				"received": "22 0 0 0 0 0 22", "granted": "22 0 0 0 0 0 22", "concluded": "22 0 0 0 0 0 22",
			},
			unread: []string{"received", "granted", "concluded"},
		},
		{
			name: "a cell turned round",
			rows: map[string]string{
				"received": "32 1 0 0 0 0 33", "granted": "23 0 0 0 0 0 32", "denied_deliberative": "0 1 0 0 0 0 1", "concluded": "32 1 0 0 0 0 33",
			},
			unread: []string{"received", "granted", "concluded"}, rules: []string{ruleColumns},
		},
		{
			name: "a total turned round",
			rows: map[string]string{
				"received": "35 1 0 0 0 0 36", "granted": "35 0 0 0 0 0 53", "denied_deliberative": "0 1 0 0 0 0 1", "concluded": "35 1 0 0 0 0 36",
			},
			unread: []string{"granted", "concluded"}, rules: []string{ruleColumns},
		},
		{
			name: "a total that is too high by one",
			rows: map[string]string{
				"received": "35 1 0 0 0 0 36", "granted": "35 0 0 0 0 0 36", "denied_deliberative": "0 1 0 0 0 0 1", "concluded": "35 1 0 0 0 0 36",
			},
			unread: []string{"granted", "concluded"}, rules: []string{ruleUnclosed},
		},
		{
			name: "a cell turned round and added up in its column",
			rows: map[string]string{
				"received": "32 0 0 0 0 0 32", "granted": "23 0 0 0 0 0 32", "concluded": "23 0 0 0 0 0 32",
			},
			unread: []string{"received", "granted", "concluded"}, rules: []string{ruleColumns},
		},
		{
			name: "one digit a cell needs no column",
			rows: map[string]string{
				"received": "5 1 0 0 0 0 6", "granted": "4 0 0 0 0 0 4", "denied_deliberative": "0 1 0 0 0 0 1", "concluded": "5 1 0 0 0 0 6",
			},
		},
		{name: "table four: one digit a cell", appeal: "1 1 0 0 2 4 0 0 1 5 1 0 1 0 2"},
		{name: "table four: a number that stands there twice", appeal: "1 0 2 0 3 12 0 0 0 12 0 0 0 0 0"},
		{name: "table four: totals ten too high", appeal: "0 2 0 0 12 1 1 1 0 13 0 7 0 2 9", unread: []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"}},
		{name: "table four: a digit doubled in a total", appeal: "0 0 0 7 777 0 0 0 0 0 0 0 0 0 0", unread: []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"}},
		{name: "table four: zeros added to totals", appeal: "7 0 0 0 70 5 0 0 0 50 0 0 0 0 0", unread: []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"}},
		{
			name: "table four: a total that is too high by one", appeal: "1 1 0 0 3 0 0 0 0 0 0 0 0 0 0", rules: []string{ruleUnclosed},
			unread: []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := newGluedReport(form2021(t), rand.New(rand.NewPCG(1, 1)))
			for _, item := range g.items {
				g.request[item] = row(zeros)
				if values := test.rows[item]; values != "" {
					g.request[item] = row(values)
				}
			}
			appeal := row("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0")
			if test.appeal != "" {
				appeal = row(test.appeal)
			}
			g.appeal = slices.Collect(slices.Chunk(appeal, 5))
			reports, err := newRecogniser(t, 2024).Reports(g.document(), Given{})
			if err != nil {
				t.Fatal(err)
			}
			got, unread := reported(&reports[0]), map[string]bool{}
			for code, want := range g.truth() {
				value, ok := got[code]
				item, _ := splitCode(code)
				if !ok {
					unread[item] = true
				} else if value != want {
					t.Errorf("%s = %s, printed %s", code, value, want)
				}
			}
			if names := slices.Sorted(maps.Keys(unread)); !slices.Equal(names, slices.Sorted(slices.Values(test.unread))) {
				t.Errorf("not read: %v, want %v", names, test.unread)
			}
			var rules []string
			for _, f := range reports[0].Findings {
				if f.Rule == ruleUnclosed || f.Rule == ruleColumns {
					rules = append(rules, f.Rule)
				}
			}
			if !slices.Equal(rules, test.rules) {
				t.Errorf("told: %v, want %v", rules, test.rules)
			}
		})
	}
}
