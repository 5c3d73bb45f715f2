package render

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/config/messages"
	"gongkai/queries/page"
	"gongkai/rows"
)

// Deadlines is the list of deadlines as a table for people.
func Deadlines(say messages.Printer, list []page.Deadline) rows.Table {
	t := rows.Table{Header: newPaper(say, Plain()).words("sheet.", "purpose", "level", "body", "region", "day", "years", "source")}
	for i := range list {
		d := &list[i]
		region := say.Text("deadline.everywhere")
		if d.RegionCode != nil {
			region = strings.TrimSpace(Or(d.Region, "") + " " + *d.RegionCode)
		}
		day := say.Text("deadline.taken_back")
		if d.Month != nil && d.Day != nil {
			day = fmt.Sprintf("%02d-%02d", *d.Month, *d.Day)
		}
		years := strconv.Itoa(d.FromYear) + "–"
		if d.ToYear != nil {
			years += strconv.Itoa(*d.ToYear)
		}
		t.Add(say.Text("deadline.purpose."+d.Purpose), say.Text("agency.level."+d.Level), say.Text("deadline.body."+d.Body), region, day, years,
			d.Source)
	}
	return t
}

// Looks is the list of reports that somebody looked for as a table for people.
func Looks(say messages.Printer, list []page.Look) rows.Table {
	t := rows.Table{
		Header: newPaper(say, Plain()).words("sheet.", "agency", "region", "year", "looked_on", "looks", "address"),
		Right:  map[int]bool{2: true, 4: true},
	}
	for i := range list {
		l := &list[i]
		body := say.Text("look.government")
		if l.Agency != nil {
			body = *l.Agency
		}
		t.Add(body, strings.TrimSpace(l.Region+" "+l.RegionCode), strconv.Itoa(l.Year), l.LookedOn, strconv.Itoa(l.Looks), l.Address)
	}
	return t
}
