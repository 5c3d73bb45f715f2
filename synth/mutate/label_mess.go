package mutate

import (
	"math/rand/v2"
	"slices"
	"strings"

	"gongkai/internal/report"
	"gongkai/synth"
)

// labelMess are changes to labels that a reader must see through.
func labelMess() []Mutation {
	return []Mutation{
		{Name: "numbering_lost", Apply: numberingLost},
		{Name: "vertical_headings", Apply: func(d *synth.Document, _ *rand.Rand) {
			vertical := func(c *synth.Cell) { c.Text = strings.Join(strings.Split(c.Text, ""), "\n") }
			d.Each(synth.RoleHeading, vertical)
			d.Each(synth.RoleGroup, func(c *synth.Cell) {
				if c.RowSpan > 1 {
					vertical(c)
				}
			})
		}},
		{Name: "spaced_labels", Apply: func(d *synth.Document, random *rand.Rand) {
			space := func(c *synth.Cell) {
				if n := runes(c.Text); n > 2 {
					at := 1 + random.IntN(n-1)
					c.Text = string([]rune(c.Text)[:at]) + []string{" ", "\u3000", "\u00a0", "\n"}[random.IntN(4)] + string([]rune(c.Text)[at:])
				}
			}
			d.Each(synth.RoleHeading, space)
			d.Each(synth.RoleLabel, space)
			d.Each(synth.RoleGroup, space)
		}},
		{Name: "half_width_labels", Apply: func(d *synth.Document, _ *rand.Rand) {
			narrow := strings.NewReplacer("（", "(", "）", ")", "，", ",", "“", `"`, "”", `"`, "：", ":", "、", "，")
			for _, role := range []synth.Role{synth.RoleHeading, synth.RoleLabel, synth.RoleGroup} {
				d.Each(role, func(c *synth.Cell) {
					if !strings.HasPrefix(c.Text, string([]rune(c.Text)[:1])+"、") {
						c.Text = narrow.Replace(c.Text)
					}
				})
			}
		}},
		{Name: "split_labels", Hides: true, Apply: splitLabels},
		{Name: "merged_labels", Apply: mergedLabels},
		{Name: "split_heading_row", Apply: splitHeadingRow},
		{Name: "group_label_lost", Apply: func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Request, random); t != nil {
				groups := cellsThat(t, func(c synth.Cell) bool { return c.Role == synth.RoleGroup && c.RowSpan > 1 })
				if len(groups) > 0 {
					cellAt(t, groups[random.IntN(len(groups))]).Text = ""
				}
			}
		}},
	}
}

// numberingLost takes the numbers that word processors set by themselves from headings and labels.
func numberingLost(d *synth.Document, _ *rand.Rand) {
	numbering := d.Words.One("numbering")
	trim := func(s string) string {
		rest := strings.TrimLeft(s, numbering)
		if rest == s || rest == "" {
			return s
		}
		return rest
	}
	for i := range d.Blocks {
		if d.Blocks[i].Heading == 2 {
			d.Blocks[i].Text = trim(d.Blocks[i].Text)
		}
	}
	for _, role := range []synth.Role{synth.RoleLabel, synth.RoleGroup} {
		d.Each(role, func(c *synth.Cell) { c.Text = trim(c.Text) })
	}
}

// splitLabels breaks a label that spans columns into two cells.
func splitLabels(d *synth.Document, random *rand.Rand) {
	t := anyTable(d, report.Request, random)
	if t == nil {
		return
	}
	wide := cellsThat(t, func(c synth.Cell) bool { return c.Role == synth.RoleLabel && c.ColSpan > 1 && runes(c.Text) > 3 })
	if len(wide) == 0 {
		return
	}
	at := wide[random.IntN(len(wide))]
	c := *cellAt(t, at)
	half := []rune(c.Text)
	cut := 1 + random.IntN(len(half)-1)
	rest := c
	c.Text, c.ColSpan = string(half[:cut]), 1
	rest.Text, rest.ColSpan = string(half[cut:]), rest.ColSpan-1
	t.Rows[at.row] = slices.Replace(t.Rows[at.row], at.cell, at.cell+1, c, rest)
}

// mergedLabels prints a group in each of its labels, over both of their columns.
func mergedLabels(d *synth.Document, _ *rand.Rand) {
	for _, t := range d.Tables(report.Request) {
		text, left := "", 0
		for r, row := range t.Rows {
			if left > 0 {
				left--
			}
			for i := 0; i < len(row); i++ {
				c := row[i]
				if c.Role == synth.RoleGroup && c.RowSpan > 1 && i+1 < len(row) && row[i+1].Role == synth.RoleLabel && row[i+1].ColSpan == 1 {
					text, left = c.Text, c.RowSpan
					row = slices.Delete(row, i, i+1)
				}
				if c := &row[i]; c.Role == synth.RoleLabel && left > 0 && c.ColSpan == 1 {
					c.Text, c.ColSpan = text+c.Text, 2
				}
			}
			t.Rows[r] = row
		}
	}
}

// splitHeadingRow prints headings over two rows, 商业 | 科研 over 企业 | 机构.
func splitHeadingRow(d *synth.Document, _ *rand.Rand) {
	for _, t := range d.Tables(report.Request) {
		if t.Header != 3 || len(t.Rows) < 3 {
			continue
		}
		upper := slices.Clone(t.Rows[2])
		lower := slices.Clone(t.Rows[2])
		for i := range upper {
			letters := []rune(upper[i].Text)
			upper[i].Text, lower[i].Text = string(letters[:len(letters)/2]), string(letters[len(letters)/2:])
		}
		for _, row := range t.Rows[:2] {
			for i := range row {
				if row[i].RowSpan > 1 {
					row[i].RowSpan++
				}
			}
		}
		t.Rows[2] = upper
		t.Rows = slices.Insert(t.Rows, 3, lower)
		t.Header++
	}
}
