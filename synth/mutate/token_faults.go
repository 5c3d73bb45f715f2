package mutate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// tokenFaults are numbers that say something else than their first digits. They are set in every table: in table 二 no sum
// finds them.
func tokenFaults() []Mutation {
	// some applies to a few of the cells that print a number and nothing else.
	some := func(change func(d *synth.Document, c *synth.Cell, random *rand.Rand)) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			d.Each(synth.RoleValue, func(c *synth.Cell) {
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
	unread := synth.Truth{State: report.Unreadable}
	return []Mutation{
		{Name: "corrected_in_bracket", Harmful: true, Apply: some(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			list := d.Words["correcting_note"]
			n := 1000 + random.Int64N(9000)
			say(d, c, c.Text+fmt.Sprintf(list[random.IntN(len(list))], n), synth.Truth{State: report.Reported, Value: report.Whole(n)})
		})},
		{Name: "letter_among_digits", Harmful: true, Apply: some(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			if len(c.Text) < 2 || !isDigits(c.Text) {
				return
			}
			at := 1 + random.IntN(len(c.Text)-1)
			letter := []string{"O", "l", "e", "o"}[random.IntN(4)]
			say(d, c, c.Text[:at]+letter+c.Text[at:], unread)
		})},
		{Name: "mark_behind_digits", Harmful: true, Apply: some(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			say(d, c, c.Text+[]string{"%", "①", "²", "\u0336", "abc"}[random.IntN(5)], unread)
		})},
		{Name: "half_count", Harmful: true, Apply: some(func(d *synth.Document, c *synth.Cell, _ *rand.Rand) {
			if isDigits(c.Text) && !strings.HasSuffix(c.Code, ".amount") {
				say(d, c, c.Text+".5", unread)
			}
		})},
		{Name: "foreign_money", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			d.Each(synth.RoleValue, func(c *synth.Cell) {
				if strings.HasSuffix(c.Code, ".amount") && c.Text != "" && c.Text != "0" {
					list := d.Words["unit_foreign"]
					say(d, c, c.Text+list[random.IntN(len(list))], unread)
				}
			})
		}},
	}
}
