package prose

import (
	"slices"

	"gongkai/internal/report"
)

// words are the telling words beside a number, each kind with the names seen.
type words struct {
	seen       [unit + 1]bool
	names      [unit + 1]string // the last name of a kind
	results    []string
	applicants []string
	tracks     []string
	outcomes   []string
	channels   int
	known      bool // no unknown word among them
}

func (s *words) has(k kind) bool { return s.seen[k] }

// only reports whether no telling kinds but these were seen.
func (s *words) only(allowed ...kind) bool {
	for k := receive; k <= channel; k++ {
		if k.isTelling() && s.seen[k] && !slices.Contains(allowed, k) {
			return false
		}
	}
	return true
}

// tell collects telling words. What stands before the first of them is who and when; from there on every word must
// be known.
func tell(tokens []token) words {
	s := words{known: true}
	begun := false
	for _, t := range tokens {
		switch t.kind {
		case unknown, body, neutral, block, unit, compare, near, number:
			if begun {
				s.known = false
			}
			continue
		case subject, basis, year, timeWord:
			continue
		default:
		}
		s.seen[t.kind] = true
		if !t.kind.isTelling() {
			continue
		}
		begun = true
		if t.name != "" {
			s.names[t.kind] = t.name
		}
		switch t.kind {
		case result:
			s.results = append(s.results, t.name)
		case applicant:
			s.applicants = append(s.applicants, t.name)
		case appeal:
			s.tracks = append(s.tracks, t.name)
		case outcome:
			s.outcomes = append(s.outcomes, t.name)
		case channel:
			s.channels++
		default:
		}
	}
	return s
}

// count reads a number of pieces with the words before and behind it.
func (w *sentence) count(before []token, n token, behind []token, ctx setting) {
	if n := len(before); n > 0 && before[n-1].kind == near {
		return
	}
	lead := tell(before)
	if !lead.known || lead.has(negative) {
		return
	}
	p := place{w.section, n.from, n.to}
	if len(before) > 0 {
		p.from = before[0].from
	}
	claims := w.lead(&lead, behind, n, ctx)
	if claims == nil && n.counts && lead.only(receive) {
		claims = w.tail(behind, ctx)
		if len(behind) > 0 {
			p.to = behind[len(behind)-1].to
		}
	}
	if claims == nil {
		return
	}
	if slices.Contains(claims, "received") || slices.Contains(claims, "received_new") {
		w.received = true
	}
	w.emit(ctx, claims, n.value, p, false)
}

// lead returns the claims that words before a number make; nil for none.
func (w *sentence) lead(s *words, behind []token, n token, ctx setting) []string {
	switch {
	case s.has(fee), s.has(charge):
		return nil
	case s.has(appeal), s.has(outcome):
		return appealClaims(s, ctx)
	case s.has(document):
		if s.has(issue) && s.only(document, issue) {
			return []string{s.names[issue]}
		}
		return nil
	case s.has(issue):
		return nil
	case s.has(carry):
		if s.only(carry, object, application, handle, conclude, receive) && w.topic {
			return []string{"carried_" + s.names[carry]}
		}
		return nil
	case !w.topic:
		return nil
	case s.has(result):
		if s.has(applicant) || s.channels > 0 || s.has(happen) {
			return nil
		}
		return resultClaims(s.results)
	case s.has(applicant):
		if len(s.applicants) == 1 && s.channels == 0 && s.only(applicant, receive, object, application, happen) {
			return []string{s.applicants[0]}
		}
		return nil
	case s.channels == 1 || s.channels > 1 && !s.has(receive):
		if s.channels == 1 && n.counts {
			w.keepChannel(n, ctx)
		}
		return nil
	}
	return w.requestClaim(s, behind, n, ctx)
}

// requestClaim reads 收到…申请, 办结 and 办理.
func (w *sentence) requestClaim(s *words, behind []token, n token, ctx setting) []string {
	if !s.only(receive, handle, conclude, object, application, channel, happen) || s.has(happen) && !s.has(receive) {
		return nil
	}
	isNew := s.has(receive) && s.names[receive] == "new"
	if ctx.part && !isNew {
		return nil
	}
	named := s.has(object) || s.has(application)
	if !named && n.counts {
		// 收到70件申请: the request is named behind the number.
		after := tell(behind)
		named = after.known && after.only(object, application) && (after.has(object) || after.has(application))
	}
	switch {
	case isNew && !s.has(conclude) && !s.has(handle):
		return []string{"received_new"}
	case s.has(receive) && (s.has(conclude) || s.has(handle)):
		return []string{"handled"}
	case s.has(receive) && named:
		return []string{"received"}
	case s.has(conclude) && s.has(handle):
		return []string{"handled"}
	case s.has(conclude):
		return []string{s.names[conclude]}
	case s.has(handle) && named:
		return []string{"handled"}
	}
	return nil
}

// tail returns the claims that words behind a number make: 1件结转下年度继续办理, 有1件涉及政府信息公开的行政复议.
func (w *sentence) tail(behind []token, ctx setting) []string {
	s := tell(behind)
	if !s.known || s.has(negative) {
		return nil
	}
	switch {
	case s.has(appeal):
		if s.has(outcome) || !s.only(appeal, happen, object, application, receive) {
			return nil
		}
		return s.tracks
	case s.has(carry) && s.only(carry, object, application, handle, conclude) && w.topic:
		// 申请 after 上年结转 may be followed by any number of things; only what is left for next year is said this way.
		if s.names[carry] == "out" {
			return []string{"carried_out"}
		}
	}
	return nil
}

// appealClaims reads 行政复议2件, 结果维持1件 and both together.
func appealClaims(s *words, ctx setting) []string {
	if s.has(result) || s.has(applicant) || s.channels > 0 || s.has(carry) || s.has(document) || s.has(handle) || s.has(conclude) {
		return nil
	}
	tracks := s.tracks
	if len(tracks) == 0 {
		tracks = ctx.tracks
	}
	if len(tracks) == 0 {
		return nil
	}
	switch len(s.outcomes) {
	case 0:
		if ctx.part && len(s.tracks) == 0 {
			return nil
		}
		return slices.Clone(tracks)
	case 1:
		claims := make([]string, 0, len(tracks))
		for _, track := range tracks {
			claims = append(claims, track+"_"+s.outcomes[0])
		}
		return claims
	}
	return nil
}

// resultClaims names the results of table 三; 因本机关不掌握等原因无法提供 is the first row of that kind or all of it.
func resultClaims(results []string) []string {
	if slices.Contains(results, "not_held") {
		return []string{"not_held"}
	}
	return slices.Clone(results)
}

// keepChannel remembers the requests of one channel: together they are the requests received.
func (w *sentence) keepChannel(n token, ctx setting) {
	if len(w.channels) == 0 {
		w.channel, w.chanCtx = place{w.section, n.from, n.to}, ctx
		w.chanCtx.part = false
	}
	w.channels = append(w.channels, n.value)
	w.channel.to = n.to
	w.chanCtx.other = w.chanCtx.other || ctx.other
	w.chanCtx.compare = w.chanCtx.compare || ctx.compare
	w.chanCtx.blocked = w.chanCtx.blocked || ctx.blocked
	w.chanCtx.subject = max(w.chanCtx.subject, ctx.subject)
}

// zero reads a clause without numbers that denies something: 未收到政府信息公开申请, 未发生行政复议、行政诉讼. Nothing but
// known words may follow: 无申请逾期未答复的情况 denies something else.
func (w *sentence) zero(tokens []token, ctx setting) {
	at := slices.IndexFunc(tokens, func(t token) bool { return t.kind == negative })
	if at < 0 || ctx.part {
		return
	}
	before, s := tell(tokens[:at]), tell(tokens[at+1:])
	first := at + 1
	for first < len(tokens) && (tokens[first].kind == filler || tokens[first].kind == joint) {
		first++
	}
	if first < len(tokens) && !tokens[first].kind.isTelling() && tokens[first].kind != timeWord || !s.known || s.has(negative) {
		return
	}
	if !before.only(object, application, receive, handle, conclude, happen) {
		return
	}
	verb := tokens[at].name == "verb"
	acts := s.has(receive) || s.has(happen) || s.has(handle) || s.has(charge)
	p := place{w.section, tokens[at].from, tokens[len(tokens)-1].to}
	switch {
	case verb && !acts && !s.has(issue):
	case s.has(fee):
		w.noFee(ctx, p)
	case s.has(result), s.has(applicant), s.has(carry), s.has(outcome), s.channels > 0, s.has(conclude), s.has(charge):
	case s.has(appeal):
		if s.has(document) {
			return
		}
		for _, track := range s.tracks {
			w.emit(ctx, []string{track + "_zero"}, report.Whole(0), p, true)
		}
	case s.has(document) && s.only(document, issue):
		if s.names[issue] == "issued" {
			w.emit(ctx, []string{"issued"}, report.Whole(0), p, true)
		}
	case s.has(object) || s.has(application) && w.topic:
		if s.has(receive) || s.has(handle) || !verb {
			w.emit(ctx, []string{"received_zero"}, report.Whole(0), p, true)
		}
	}
}
