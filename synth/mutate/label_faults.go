package mutate

import (
	"math/rand/v2"

	"gongkai/internal/report"
	"gongkai/synth"
)

// labelFaults are labels that stand at the wrong values. The facts keep the values under their true labels: the sums
// cannot see these faults, only order and completeness of the labels can. In reports with many zeros a label at the
// wrong value often stands at the right number all the same, so reports of size Dense are the real test.
func labelFaults() []Mutation {
	swap := func(subject report.Subject, role synth.Role) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, subject, random); t != nil {
				swapTexts(t, ofRole(t, role), random)
			}
		}
	}
	blank := func(subject report.Subject, role synth.Role) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, subject, random); t != nil {
				if refs := ofRole(t, role); len(refs) > 0 {
					cellAt(t, refs[random.IntN(len(refs))]).Text = ""
				}
			}
		}
	}
	// twice prints a label in the place of the next one too, as copying a row does.
	twice := func(subject report.Subject, role synth.Role) func(*synth.Document, *rand.Rand) {
		return func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, subject, random); t != nil {
				if refs := ofRole(t, role); len(refs) > 1 {
					n := random.IntN(len(refs) - 1)
					cellAt(t, refs[n+1]).Text = cellAt(t, refs[n]).Text
				}
			}
		}
	}
	var out []Mutation
	for _, subject := range report.Subjects() {
		name := string(subject)
		out = append(
			out,
			Mutation{Name: name + "_column_labels_swapped", Harmful: true, Apply: swap(subject, synth.RoleHeading)},
			Mutation{Name: name + "_column_label_missing", Harmful: true, Apply: blank(subject, synth.RoleHeading)},
			Mutation{Name: name + "_column_label_twice", Harmful: true, Apply: twice(subject, synth.RoleHeading)},
		)
		if subject == report.Appeal {
			continue
		}
		out = append(
			out,
			Mutation{Name: name + "_row_labels_swapped", Harmful: true, Apply: swap(subject, synth.RoleLabel)},
			Mutation{Name: name + "_row_label_missing", Harmful: true, Apply: blank(subject, synth.RoleLabel)},
			Mutation{Name: name + "_row_label_twice", Harmful: true, Apply: twice(subject, synth.RoleLabel)},
			Mutation{Name: name + "_labels_one_row_down", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
				if t := anyTable(d, subject, random); t != nil {
					shiftLabels(t, 1)
				}
			}},
			Mutation{Name: name + "_labels_one_row_up", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
				if t := anyTable(d, subject, random); t != nil {
					shiftLabels(t, -1)
				}
			}},
		)
	}
	return append(
		out,
		Mutation{Name: "headings_one_column_left", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			shiftHeadings(d, random, -1)
		}},
		Mutation{Name: "headings_one_column_right", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			shiftHeadings(d, random, 1)
		}},
		Mutation{Name: "appeal_tracks_swapped", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Appeal, random); t != nil && t.Header == 3 && len(t.Rows) > 1 && len(t.Rows[1]) == 7 {
				t.Rows[1][5].Text, t.Rows[1][6].Text = t.Rows[1][6].Text, t.Rows[1][5].Text
			}
		}},
		Mutation{Name: "label_characters_lost", Harmful: true, Apply: func(d *synth.Document, random *rand.Rand) {
			if t := anyTable(d, report.Request, random); t != nil {
				for _, at := range ofRole(t, synth.RoleLabel) {
					letters := []rune(cellAt(t, at).Text)
					if n := len(letters); n > 3 && random.IntN(6) == 0 {
						cut := random.IntN(n - 1)
						cellAt(t, at).Text = string(letters[:cut]) + string(letters[cut+2:])
					}
				}
			}
		}},
		// The tables say by themselves which they are.
		Mutation{Name: "section_headings_exchanged", Apply: func(d *synth.Document, _ *rand.Rand) {
			var last *synth.Block
			for i := range d.Blocks {
				b := &d.Blocks[i]
				if b.Heading != 2 || i+1 >= len(d.Blocks) || d.Blocks[i+1].Table == nil {
					continue
				}
				if last != nil {
					last.Text, b.Text = b.Text, last.Text
				}
				last = b
			}
		}},
	)
}

// swapTexts swaps the texts of two cells that differ.
func swapTexts(t *synth.Table, refs []ref, random *rand.Rand) {
	for range 20 {
		if len(refs) < 2 {
			return
		}
		a, b := two(len(refs), random)
		first, second := cellAt(t, refs[a]), cellAt(t, refs[b])
		if first.Text != second.Text {
			first.Text, second.Text = second.Text, first.Text
			return
		}
	}
}

// shiftLabels moves the labels of the rows down or up by one; one is lost, one stays empty.
func shiftLabels(t *synth.Table, by int) {
	refs := ofRole(t, synth.RoleLabel)
	texts := make([]string, len(refs))
	for i, at := range refs {
		texts[i] = cellAt(t, at).Text
	}
	for i, at := range refs {
		cellAt(t, at).Text = ""
		if from := i - by; from >= 0 && from < len(texts) {
			cellAt(t, at).Text = texts[from]
		}
	}
}

// shiftHeadings moves the headings of table 三 sideways: its corner spans one column less or more than the labels.
func shiftHeadings(d *synth.Document, random *rand.Rand, by int) {
	t := anyTable(d, report.Request, random)
	if t == nil || len(t.Rows) == 0 || len(t.Rows[0]) == 0 || t.Rows[0][0].ColSpan < 2 {
		return
	}
	t.Rows[0][0].ColSpan += by
}
