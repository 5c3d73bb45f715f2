package prose

import (
	"slices"
	"unicode/utf8"

	"gongkai/internal/report"
)

// setting is what the words before a number say about it.
type setting struct {
	other   bool // another year, or a part of this one
	compare bool // growth, not a count; to the end of the clause
	subject about
	blocked bool // a word that makes the clause about something else
	part    bool // 其中, or within brackets behind a number
	tracks  []string
}

// about says whose numbers the text gives.
type about uint8

const (
	nobody  about = iota // not said
	whole                // the same bodies as the table
	foreign              // others, or unknown
)

// sentence is the work on one sentence.
type sentence struct {
	*reading
	section  *section
	topic    bool // requests for information are spoken of
	received bool // a number of requests was read
	channels []report.Value
	channel  place
	chanCtx  setting
}

// section reads the sentences of a section.
func (x *reading) section(s *section) {
	topic := s.name == string(report.Request)
	for from := 0; from < len(s.runes); {
		to := from
		for to < len(s.runes) && !endsSentence(s.runes[to]) {
			to++
		}
		if to > from {
			x.tokens = x.c.tokens(x.tokens[:0], s.runes, from, to)
			if isHeading(x.tokens) {
				topic = s.name == string(report.Request)
			}
			topic = x.sentence(s, x.tokens, topic)
		}
		from = to + 1
	}
}

// isHeading reports whether a sentence opens a sub-section: （二）依申请公开方面.
func isHeading(tokens []token) bool {
	return len(tokens) >= 3 && tokens[0].kind == open && tokens[2].kind == shut
}

// sentence reads one sentence and returns whether requests are the topic after it.
func (x *reading) sentence(s *section, tokens []token, topic bool) bool {
	w := sentence{reading: x, section: s, topic: topic}
	counts, tells := false, false
	for _, t := range tokens {
		switch t.kind {
		case object, carry:
			w.topic = true
		case block:
			// A quotation that begins with an ellipsis is out of its context.
			if t.name == "sentence" {
				return topic
			}
		case year:
			if s.name != string(report.Disclosure) && s.name != "preamble" {
				x.years[int(t.year)]++
				if _, ok := x.yearQuote[int(t.year)]; !ok {
					x.yearQuote[int(t.year)] = place{s, t.from, t.to}
				}
			}
		case fee:
			x.fees.mentioned = true
		default:
		}
		counts = counts || t.counts || t.bare || t.money || t.kind == negative
		tells = tells || t.kind >= receive && t.kind <= fee
	}
	if !counts || !tells {
		return w.topic
	}
	w.run(tokens, setting{}, false)
	if !w.received && len(w.channels) > 1 && w.topic {
		var sum report.Sum
		for _, v := range w.channels {
			sum = sum.Add(v)
		}
		if v, ok := sum.Value(); ok {
			w.emit(w.chanCtx, []string{"received"}, v, w.channel, false)
		}
	}
	return w.topic
}

// run reads tokens clause by clause. What brackets hold is read with a copy of the context and changes nothing outside.
func (w *sentence) run(tokens []token, ctx setting, nested bool) {
	start := len(w.clauses) // behind the open clause that the brackets stand in
	flush := func() {
		if clause := w.clauses[start:]; len(clause) > 0 {
			ctx = w.clause(clause, ctx)
			w.clauses = w.clauses[:start]
		}
		ctx.compare, ctx.blocked, ctx.part = false, false, nested
	}
	for i := 0; i < len(tokens); i++ {
		switch tokens[i].kind {
		case boundary:
			// 其中： and 其中， speak of what follows.
			part := len(w.clauses) > start && w.clauses[len(w.clauses)-1].kind == part
			flush()
			ctx.part = part || nested
		case open:
			depth, end := 1, i+1
			for end < len(tokens) && depth > 0 {
				switch tokens[end].kind {
				case open:
					depth++
				case shut:
					depth--
				default:
				}
				end++
			}
			inner := ctx
			inner.part = true
			last := end
			if depth == 0 {
				last--
			}
			w.run(tokens[i+1:last], inner, true)
			i = end - 1
		case shut:
		default:
			w.clauses = append(w.clauses, tokens[i])
		}
	}
	flush()
}

// clause reads the tokens between two commas and returns the context for the next clause.
func (w *sentence) clause(tokens []token, ctx setting) setting {
	for _, t := range tokens {
		if t.kind == block {
			ctx.blocked = true
		}
	}
	start := 0 // of the words that belong to the next number
	runFrom := -1
	counted, after := false, false
	for i, t := range tokens {
		if t.kind != unknown && t.kind != body {
			runFrom = -1
		} else if runFrom < 0 {
			runFrom = t.from
		}
		switch t.kind {
		case body:
			if !after {
				ctx.subject = w.whose(w.section.runes[runFrom:t.to])
			}
		case basis:
			after = true
		case subject:
			ctx.subject = w.whoseWord(t.name)
		case year:
			switch {
			case ctx.compare || i > 0 && tokens[i-1].kind == compare:
				ctx.compare = true
			default:
				ctx.other = w.r.Year != 0 && int(t.year) != w.r.Year
			}
		case timeWord:
			// 较上年 compares; 上年 alone speaks of another year.
			if !ctx.compare {
				ctx.other = t.name == "other"
			}
		case compare:
			ctx.compare = true
		case part:
			ctx.part = true
		case appeal:
			if i == 0 || !isTrack(tokens[:i]) {
				ctx.tracks = nil
			}
			ctx.tracks = append(slices.Clip(ctx.tracks), t.name)
		case number:
			if t.name == "other" && w.isMonth(t) {
				ctx.other = true
			}
			end := i + 1
			for end < len(tokens) && tokens[end].kind != number && tokens[end].kind != joint {
				end++
			}
			if t.counts || t.bare {
				counted = true
				w.count(tokens[start:i], t, tokens[i+1:end], ctx)
			}
			if t.money {
				w.money(tokens[start:i], t, ctx)
			}
			start = i + 1
		default:
		}
	}
	if !counted {
		w.zero(tokens, ctx)
	}
	return ctx
}

// isTrack reports whether an appeal stands before, with nothing but connecting words after it: 行政复议、行政诉讼.
func isTrack(before []token) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch before[i].kind {
		case appeal:
			return true
		case joint, filler, happen, application, object, receive, negative:
		default:
			return false
		}
	}
	return false
}

// isMonth reports whether a number is a month that makes the sentence speak of a part of the year: 1 月 and 12 月 are
// the ends of the usual period.
func (w *sentence) isMonth(t token) bool {
	if t.to-1 < 0 || t.to > len(w.section.runes) || w.section.runes[t.to-1] != '月' {
		return false
	}
	return t.value != report.Whole(1) && t.value != report.Whole(12)
}

// whoseWord classifies 全市, 我局 and 市本级 by what the table covers.
func (w *sentence) whoseWord(name string) about {
	switch w.r.Scopes.Request {
	case report.ScopeArea:
		if name == "area" {
			return whole
		}
	case report.ScopeLevel:
		if name == "level" {
			return whole
		}
	case report.ScopeOwn, report.ScopeSystem:
		if name == "own" {
			return whole
		}
	case report.ScopeUnknown, "":
		return nobody
	}
	return foreign
}

// whose classifies a body that the text names. In the report of one body the name may be short: every character of 市科委
// stands, in this order, in 上海市科学技术委员会. In the report of an area only the name of the area is the whole; 市政府 may
// be the government alone.
func (w *sentence) whose(name []rune) about {
	switch w.r.Scopes.Request {
	case report.ScopeOwn, report.ScopeSystem:
		rest := name
		for _, r := range w.r.Agency {
			if len(rest) > 0 && rest[0] == r {
				rest = rest[1:]
			}
		}
		if len(rest) == 0 && w.r.Agency != "" {
			return whole
		}
	default:
		if w.stem != "" && string(name) == w.stem {
			if w.r.Scopes.Request == report.ScopeArea {
				return whole
			}
			return nobody
		}
		// 淮安市 may be called by a shorter name, but not by a single character.
		if n := len(name); n > 1 && utf8.RuneCountInString(w.stem) > n && hasSuffix(w.stem, name) {
			return nobody
		}
	}
	return foreign
}

func hasSuffix(s string, end []rune) bool {
	e := string(end)
	return len(s) >= len(e) && s[len(s)-len(e):] == e
}

// emit hands a statement on, unless it is about other bodies or another time.
func (w *sentence) emit(ctx setting, claims []string, v report.Value, p place, zero bool) {
	if ctx.other || ctx.compare || ctx.blocked || ctx.subject == foreign {
		return
	}
	w.compare(statement{
		claims: claims, value: v, place: p, zero: zero,
		whole: ctx.subject == whole || w.r.Scopes.Request == report.ScopeOwn,
	})
}
