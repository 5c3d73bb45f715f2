package mutate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// valueMess are ways of printing numbers that a reader must understand or abstain from.
func valueMess() []Mutation {
	// printed applies to every cell with a number.
	printed := func(change func(d *synth.Document, c *synth.Cell, random *rand.Rand)) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			d.Each(synth.RoleValue, func(c *synth.Cell) {
				if c.Text != "" {
					change(d, c, random)
				}
			})
		}
	}
	// numbers applies to every cell that prints a number and nothing else.
	numbers := func(change func(d *synth.Document, c *synth.Cell, random *rand.Rand)) func(*synth.Document, *rand.Rand) {
		return printed(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			if _, err := report.ParseValue(c.Text); err == nil {
				change(d, c, random)
			}
		})
	}
	// zeros applies to every cell with a zero.
	zeros := func(change func(d *synth.Document, c *synth.Cell, random *rand.Rand)) func(*synth.Document, *rand.Rand) {
		return printed(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			if c.Text == "0" {
				change(d, c, random)
			}
		})
	}
	return []Mutation{
		{Name: "full_width", Apply: printed(func(_ *synth.Document, c *synth.Cell, _ *rand.Rand) { c.Text = fullWidth(c.Text) })},
		{Name: "thousands", Apply: numbers(func(_ *synth.Document, c *synth.Cell, random *rand.Rand) {
			c.Text = thousands(c.Text, []string{",", "，"}[random.IntN(2)])
		})},
		{Name: "blank_zeros", Hides: true, Apply: zeros(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			say(d, c, []string{"", "\u00a0", "\u3000", " "}[random.IntN(4)], synth.Truth{State: report.Blank})
		})},
		{Name: "some_blank_zeros", Hides: true, Apply: zeros(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			if random.IntN(3) == 0 {
				say(d, c, "", synth.Truth{State: report.Blank})
			}
		})},
		{Name: "some_blanks", Hides: true, Apply: printed(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			if random.IntN(12) == 0 {
				say(d, c, "", synth.Truth{State: report.Blank})
			}
		})},
		{Name: "padding", Apply: printed(func(_ *synth.Document, c *synth.Cell, random *rand.Rand) {
			pad := []string{"\u00a0", "\u3000", " ", "\u00a0\u00a0"}[random.IntN(4)]
			c.Text = pad + c.Text + pad
		})},
		{Name: "notes", Apply: numbers(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			if random.IntN(4) == 0 && !strings.Contains(c.Text, "-") {
				c.Text += fmt.Sprintf(d.Words.One("note"), 1+random.IntN(20))
			}
		})},
		{Name: "chinese_zeros", Apply: zeros(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			c.Text = d.Words["zero"][random.IntN(len(d.Words["zero"]))]
		})},
		{Name: "zero_decimals", Apply: zeros(func(_ *synth.Document, c *synth.Cell, _ *rand.Rand) { c.Text = "0.00" })},
		{Name: "placeholders", Hides: true, Apply: zeros(func(d *synth.Document, c *synth.Cell, random *rand.Rand) {
			say(d, c, d.Words["placeholder"][random.IntN(len(d.Words["placeholder"]))], synth.Truth{State: report.Placeholder})
		})},
		{Name: "units", Apply: numbers(withUnit)},
		{Name: "broken_numbers", Hides: true, Apply: numbers(func(_ *synth.Document, c *synth.Cell, random *rand.Rand) {
			if n := len(c.Text); n > 2 && random.IntN(3) == 0 {
				at := 1 + random.IntN(n-1)
				c.Text = c.Text[:at] + "\n" + c.Text[at:]
			}
		})},
		{Name: "signed", Apply: numbers(func(_ *synth.Document, c *synth.Cell, _ *rand.Rand) {
			if strings.HasSuffix(c.Code, "_change") && c.Text[0] != '-' {
				c.Text = "+" + c.Text
			}
		})},
	}
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '!' && r <= '~' {
			return r + 0xFEE0
		}
		return r
	}, s)
}

// thousands sets separators: 1,234.5.
func thousands(s, separator string) string {
	whole, fraction, point := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + separator + whole[i:]
	}
	if point {
		whole += "." + fraction
	}
	return sign + whole
}

// withUnit prints counts with 件 and money in another unit than the heading's: 251000元 under 万元.
func withUnit(d *synth.Document, c *synth.Cell, random *rand.Rand) {
	truth := truthOf(d, c)
	if !truth.State.HasValue() || truth.Value == 0 || c.Text != truth.Value.String() {
		return // another mutation has printed it in a unit
	}
	const tenThousand = 10_000
	switch {
	case strings.HasSuffix(c.Code, "fee.amount"):
		if v := truth.Value; random.IntN(2) == 0 && int64(v)%(1_000_000/tenThousand) == 0 {
			c.Text = (v * tenThousand).String() + d.Words.One("amount")
			return
		}
		c.Text += []string{d.Words.One("ten_thousand"), d.Words.One("amount_ten_thousand")}[random.IntN(2)]
	case strings.HasSuffix(c.Code, "procurement.amount"):
		if random.IntN(2) == 0 {
			c.Text = (truth.Value / tenThousand).String() + d.Words.One("ten_thousand")
			return
		}
		c.Text += d.Words.One("amount")
	case random.IntN(3) == 0 && !strings.HasSuffix(c.Code, "_change"):
		c.Text += d.Words.One("count")
	}
}
