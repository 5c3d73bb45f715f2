package recognise

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/ingest/read"
	"gongkai/ingest/read/printed"
	"gongkai/internal/report"
)

// ruleLeftOut tells what a document holds and the reader left out or doubts.
const ruleLeftOut = "layout.left_out"

// maxNamed is how many places of a kind a message names.
const maxNamed = 3

// leftOut adds to a report the notes about the document as a whole and about the blocks [from, to). What lies inside one of its
// tables is a warning, a finding a table; anything else, one finding for all, is for information only: most pages hide a menu.
func (rec *Recogniser) leftOut(r *report.Report, b bundle, notes []read.Placed, from, to int) {
	var outside []report.Note
	inside := map[*table][]report.Note{}
	for _, n := range notes {
		if n.Block >= 0 && (n.Block < from || n.Block >= to) {
			continue
		}
		r.Notes = append(r.Notes, n.Note)
		if i := slices.IndexFunc(b, func(t *table) bool { return t.surrounds(n) }); i >= 0 {
			inside[b[i]] = append(inside[b[i]], n.Note)
			continue
		}
		outside = append(outside, n.Note)
	}
	for _, t := range b {
		if len(inside[t]) > 0 {
			r.Findings = append(r.Findings, rec.texts.leftOut(t.subject, inside[t], t.codesAt(inside[t]), rec.texts.severity(ruleLeftOut)))
		}
	}
	if len(outside) > 0 {
		r.Findings = append(r.Findings, rec.texts.leftOut("", outside, nil, report.Info))
	}
}

// surrounds reports whether a note is about a place between the first and the last row of the table.
func (t *table) surrounds(n read.Placed) bool {
	if len(t.cells) == 0 || n.Block < t.block || n.Block > t.last {
		return false
	}
	if n.Grid == 0 {
		return t.flow
	}
	first, last := 0, 0
	for _, cell := range t.cells {
		if cell.Place.Grid != n.Grid {
			continue
		}
		if first == 0 || cell.Place.Row < first {
			first = cell.Place.Row
		}
		last = max(last, cell.Place.Row)
	}
	if t.block == n.Block && t.row > 0 && last > 0 {
		first = min(first, t.row+1)
	}
	return last > 0 && (n.Row == 0 || first <= n.Row && n.Row <= last)
}

// codesAt returns the codes of the cells that notes are about, sorted.
func (t *table) codesAt(notes []report.Note) []string {
	places := make(map[report.Place]bool, len(notes))
	for _, n := range notes {
		if n.Column > 0 {
			places[n.Place] = true
		}
	}
	return t.codesOf(func(item, heading string) bool { return places[t.cells[t.code(item, heading)].Place] })
}

// leftOut puts notes into one finding, kind by kind.
func (t *texts) leftOut(subject report.Subject, notes []report.Note, codes []string, severity report.Severity) report.Finding {
	var zh, en []string
	for _, kind := range report.NoteKinds() {
		count := 0
		var placesZH, placesEN []string
		for _, n := range notes {
			if n.Kind != kind {
				continue
			}
			count += n.Count
			if n.Place != (report.Place{}) && len(placesZH) < maxNamed {
				c, e := t.place(n.Place)
				placesZH, placesEN = append(placesZH, c), append(placesEN, e)
			}
		}
		if count == 0 {
			continue
		}
		words := t.notes[string(kind)]
		zh = append(zh, words.ZH+" "+strconv.Itoa(count)+bracket("（", placesZH, "；", "）"))
		en = append(en, words.EN+" "+strconv.Itoa(count)+bracket(" (", placesEN, "; ", ")"))
	}
	f := report.Finding{Rule: ruleLeftOut, Subject: subject, Severity: severity, Status: report.Uncertain, Cells: codes}
	f.MessageZH, f.MessageEN = t.message(ruleLeftOut, strings.Join(zh, "，"), strings.Join(en, ", "))
	return f
}

func bracket(open string, places []string, between, shut string) string {
	if len(places) == 0 {
		return ""
	}
	return open + strings.Join(places, between) + shut
}

// place says in both languages where something stands.
func (t *texts) place(p report.Place) (zh, en string) {
	var english []string
	for _, part := range []struct {
		name string
		n    int
	}{{"page", p.Page}, {"grid", p.Grid}, {"row", p.Row}, {"column", p.Column}, {"line", p.Line}} {
		if part.n == 0 {
			continue
		}
		fill := func(s string) string { return strings.ReplaceAll(s, "{n}", strconv.Itoa(part.n)) }
		words := t.notes["place."+part.name]
		zh += fill(words.ZH)
		english = append(english, fill(words.EN))
	}
	return zh, strings.Join(english, ", ")
}

// rawText is a printed text as a cell keeps it: trimmed, without the sign that something else than text stands there, unless that is
// all.
func rawText(text string) string {
	text = strings.TrimSpace(text)
	if bare := strings.TrimSpace(strings.ReplaceAll(text, printed.Object, "")); bare != "" {
		return bare
	}
	return text
}
