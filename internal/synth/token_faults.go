package synth

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gongkai/internal/report"
)

// tokenFaults are numbers that say something else than their first digits. They are set in every table: in table 二 no sum
// finds them.
func tokenFaults() []Mutation {
	// some applies to a few of the cells that print a number and nothing else.
	some := func(change func(d *Document, c *Cell, random *rand.Rand)) func(*Document, *rand.Rand) {
		return func(d *Document, random *rand.Rand) {
			d.each(RoleValue, func(c *Cell) {
				often := 20
				if strings.HasPrefix(c.Code, string(report.Disclosure)) {
					often = 3
				}
				if _, err := report.ParseValue(c.Text); err == nil && random.IntN(often) == 0 {
					change(d, c, random)
				}
			})
		}
	}
	unread := Truth{State: report.Unreadable}
	return []Mutation{
		{Name: "corrected_in_bracket", Harmful: true, Apply: some(func(d *Document, c *Cell, random *rand.Rand) {
			list := d.words["correcting_note"]
			n := 1000 + random.Int64N(9000)
			d.say(c, c.Text+fmt.Sprintf(list[random.IntN(len(list))], n), Truth{State: report.Reported, Value: report.Whole(n)})
		})},
		{Name: "letter_among_digits", Harmful: true, Apply: some(func(d *Document, c *Cell, random *rand.Rand) {
			if len(c.Text) < 2 || !isDigits(c.Text) {
				return
			}
			at := 1 + random.IntN(len(c.Text)-1)
			letter := []string{"O", "l", "e", "o"}[random.IntN(4)]
			d.say(c, c.Text[:at]+letter+c.Text[at:], unread)
		})},
		{Name: "mark_behind_digits", Harmful: true, Apply: some(func(d *Document, c *Cell, random *rand.Rand) {
			d.say(c, c.Text+[]string{"%", "①", "²", "\u0336", "abc"}[random.IntN(5)], unread)
		})},
		{Name: "half_count", Harmful: true, Apply: some(func(d *Document, c *Cell, _ *rand.Rand) {
			if isDigits(c.Text) && !strings.HasSuffix(c.Code, ".amount") {
				d.say(c, c.Text+".5", unread)
			}
		})},
		{Name: "foreign_money", Harmful: true, Apply: func(d *Document, random *rand.Rand) {
			d.each(RoleValue, func(c *Cell) {
				if strings.HasSuffix(c.Code, ".amount") && c.Text != "" && c.Text != "0" {
					list := d.words["unit_foreign"]
					d.say(c, c.Text+list[random.IntN(len(list))], unread)
				}
			})
		}},
	}
}
