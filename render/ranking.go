package render

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Ranking is a ranking as a table for people. Columns that say nothing of a count are left out.
func Ranking(say messages.Printer, r *page.Ranking) rows.Table {
	t := rows.Table{
		Header: newPaper(say, Plain()).words("ranking.column.", "region", "rank", "places", "group", "value", "n", "interval", "basis", "note"),
		Right:  map[int]bool{1: true, 2: true, 3: true, 4: true, 5: true, 6: true},
	}
	for i := range r.Regions {
		one := &r.Regions[i]
		value := Or(one.Value, "—")
		if r.IsRate {
			value = share(one.Rate)
		}
		t.Add(one.Name, whole(one.Rank), Places(one), group(r, one), value, Or(one.N, ""), Interval(one),
			say.Text("basis."+one.Basis), RankingNote(say, one))
	}
	dropEmpty(&t)
	t.Wrap = len(t.Header)
	return t
}

// RankingSheet is a ranking as a workbook. Values are numbers; a rate and its interval are percentages.
func RankingSheet(say messages.Printer, r *page.Ranking) ([]byte, error) {
	var columns []rows.SheetColumn
	for _, c := range []struct {
		key   string
		width float64
	}{
		{"code", 10},
		{"region", 24},
		{"rank", 8},
		{"from", 10},
		{"to", 10},
		{"group", 8},
		{"value", 12},
		{"n", 10},
		{"low", 10},
		{"high", 10},
		{"basis", 10},
		{"note", 60},
	} {
		heading := say.Text("ranking.column." + c.key)
		if c.key == "value" && r.IsRate {
			heading = say.Text("ranking.column.percent")
		}
		isText := c.key == "code" || c.key == "region" || c.key == "basis" || c.key == "note"
		columns = append(columns, rows.SheetColumn{Heading: heading, Width: c.width, Number: !isText})
	}
	var lines [][]string
	for i := range r.Regions {
		one := &r.Regions[i]
		value := Or(one.Value, "")
		if r.IsRate {
			value = hundredfold(one.Rate)
		}
		lines = append(lines, []string{
			one.Code, one.Name, whole(one.Rank), whole(one.From), whole(one.To), group(r, one), value, Or(one.N, ""),
			hundredfold(one.Low), hundredfold(one.High), say.Text("basis." + one.Basis), RankingNote(say, one),
		})
	}
	return rows.Workbook(say.Text("ranking.sheet", "year", r.Year, "level", say.Text("level."+r.Level)), columns, lines)
}

// RankingCSV writes a line a region. The header and the codes are the same in both languages.
func RankingCSV(w io.Writer, r *page.Ranking) error {
	lines := [][]string{{
		"region_code", "region_name", "value", "n", "low", "high", "rank", "rank_group", "rank_from", "rank_to", "reason", "breaks",
		"basis", "missing", "flagged",
	}}
	for i := range r.Regions {
		one := &r.Regions[i]
		value := Or(one.Value, "")
		if r.IsRate {
			value = plain(one.Rate)
		}
		lines = append(lines, []string{
			one.Code, one.Name, value, Or(one.N, ""), plain(one.Low), plain(one.High), whole(one.Rank), whole(one.Group), whole(one.From),
			whole(one.To), strings.Join(one.Reasons, " "), strings.Join(one.Breaks, " "), one.Basis, strconv.Itoa(one.Missing),
			strconv.Itoa(one.Flagged),
		})
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// RankingNote says in words why a region is not ranked.
func RankingNote(say messages.Printer, one *page.RankedRegion) string {
	p := newPaper(say, Plain())
	var parts []string
	for _, reason := range one.Reasons {
		causes := p.list(p.words("break.", one.Breaks...))
		parts = append(parts, say.Text("ranking.reason."+reason, "missing", one.Missing, "flagged", one.Flagged, "causes", causes))
	}
	return strings.Join(parts, p.either("；", "; "))
}

// Places are those that a rate can have as far as its interval tells; a count has the one that stands under rank.
func Places(one *page.RankedRegion) string {
	if one.Low == nil || one.From == nil || one.To == nil {
		return ""
	}
	if *one.From == *one.To {
		return whole(one.From)
	}
	return whole(one.From) + "–" + whole(one.To)
}

// group is the group of a rate.
func group(r *page.Ranking, one *page.RankedRegion) string {
	if !r.IsRate {
		return ""
	}
	return whole(one.Group)
}

// Interval is the 95 % interval of a rate.
func Interval(one *page.RankedRegion) string {
	if one.Low == nil || one.High == nil {
		return ""
	}
	return hundredfold(one.Low) + "–" + Percent(*one.High)
}

func share(rate *float64) string {
	if rate == nil {
		return "—"
	}
	return Percent(*rate)
}

// hundredfold is a share in percent with one decimal, without the sign.
func hundredfold(rate *float64) string {
	if rate == nil {
		return ""
	}
	return strconv.FormatFloat(*rate*100, 'f', 1, 64)
}

func plain(number *float64) string {
	if number == nil {
		return ""
	}
	return strconv.FormatFloat(*number, 'g', -1, 64)
}

func whole(number *int) string {
	if number == nil {
		return ""
	}
	return strconv.Itoa(*number)
}
