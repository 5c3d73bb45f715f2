package mutate

import (
	"math/rand/v2"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// In 元 an amount of 万元 is so many times as large, and a count in thousands as much smaller.
const (
	yuan     = 10_000
	thousand = 1_000
)

// unitMess are ways of printing units that a reader must understand or abstain from: what the document says is the same.
func unitMess() []Mutation {
	// fees applies to every amount of fees that is printed as it is said, without another mess, with its value.
	type apply = func(*synth.Document, *rand.Rand)
	fees := func(change func(d *synth.Document, t *synth.Table, c *synth.Cell, value report.Value, random *rand.Rand)) apply {
		return func(d *synth.Document, random *rand.Rand) {
			for _, t := range d.Tables(report.Disclosure) {
				t.Each(func(c *synth.Cell) {
					if truth := truthOf(d, c); c.Role == synth.RoleValue && isFee(c) && truth.State.HasValue() && truth.Value != 0 &&
						c.Text == truth.Value.String() {
						change(d, t, c, truth.Value, random)
					}
				})
			}
		}
	}
	return []Mutation{
		{Name: "unit_in_bracket", Apply: fees(func(d *synth.Document, _ *synth.Table, c *synth.Cell, value report.Value, random *rand.Rand) {
			if list := d.Words["unit_bracket"]; random.IntN(3) > 0 {
				c.Text = (value * yuan).String() + list[random.IntN(len(list))]
				return
			}
			c.Text += d.Words.One("unit_bracket_ten_thousand")
		})},
		{Name: "unit_in_bracket_of_counts", Apply: func(d *synth.Document, random *rand.Rand) {
			d.Each(synth.RoleValue, func(c *synth.Cell) {
				if !isFee(c) && !strings.HasSuffix(c.Code, ".amount") && isDigits(c.Text) && random.IntN(4) == 0 {
					c.Text += d.Words.One("unit_bracket_count")
				}
			})
		}},
		{Name: "count_in_thousands", Apply: func(d *synth.Document, random *rand.Rand) {
			for _, t := range d.Tables(report.Disclosure) {
				t.Each(func(c *synth.Cell) {
					truth := truthOf(d, c)
					if c.Role == synth.RoleValue && strings.HasSuffix(c.Code, ".decisions") && truth.Value != 0 && c.Text == truth.Value.String() {
						list := d.Words["unit_bracket_thousand"]
						c.Text = (truth.Value / thousand).String() + list[random.IntN(len(list))]
					}
				})
			}
		}},
		// The label says 元 where the heading has 万元, and the number is one of 元.
		{Name: "unit_in_label", Apply: fees(func(d *synth.Document, t *synth.Table, c *synth.Cell, value report.Value, random *rand.Rand) {
			list := d.Words["unit_bracket"]
			for r := range t.Rows {
				if cells := valuesOf(t, r); len(cells) > 0 && cellAt(t, cells[0]) == c {
					t.Rows[r][0].Text += list[random.IntN(len(list))]
				}
			}
			c.Text = (value * yuan).String()
		})},
		{Name: "unit_line_over_table", Apply: func(d *synth.Document, random *rand.Rand) {
			fees(func(_ *synth.Document, _ *synth.Table, c *synth.Cell, value report.Value, _ *rand.Rand) {
				c.Text = (value * yuan).String()
			})(d, random)
			list := d.Words["unit_line"]
			var out []synth.Block
			for _, b := range d.Blocks {
				if b.Table != nil && b.Table.Subject == report.Disclosure {
					out = append(out, synth.Block{Text: list[random.IntN(len(list))]})
				}
				out = append(out, b)
			}
			d.Blocks = out
		}},
		{Name: "unit_of_heading_changed", Apply: fees(func(d *synth.Document, t *synth.Table, c *synth.Cell, value report.Value, _ *rand.Rand) {
			t.Each(func(h *synth.Cell) {
				if strings.Contains(h.Text, d.Words.One("unit_heading")) {
					h.Text = strings.ReplaceAll(h.Text, d.Words.One("unit_heading"), d.Words.One("unit_heading_million"))
					c.Text = (value / 100).String()
				}
			})
		})},
		{Name: "unit_of_heading_left_out", Apply: fees(func(
			d *synth.Document, t *synth.Table, c *synth.Cell, value report.Value, random *rand.Rand,
		) {
			inYuan := random.IntN(2) == 0
			t.Each(func(h *synth.Cell) {
				if printed := d.Words.One("unit_heading_printed"); strings.Contains(h.Text, printed) {
					h.Text = strings.ReplaceAll(h.Text, printed, "")
					if inYuan {
						c.Text = (value * yuan).String()
					}
				}
			})
		})},
	}
}

func isFee(c *synth.Cell) bool { return strings.HasSuffix(c.Code, "fee.amount") }
