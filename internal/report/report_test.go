package report

import "testing"

func TestOnlyTwoStatesHaveAValue(t *testing.T) {
	with := 0
	for _, s := range States() {
		if s.HasValue() {
			with++
			if s != Reported && s != Inferred {
				t.Errorf("%s has a value", s)
			}
		}
	}
	if with != 2 {
		t.Errorf("%d states have a value, want 2", with)
	}
}

func TestScopeOfTheWhole(t *testing.T) {
	r := Report{Scopes: PerSubject[Scope]{ScopeArea, ScopeArea, ScopeArea}}
	if got := r.Scope(); got != ScopeArea {
		t.Errorf("scope %s, want area", got)
	}
	r.Scopes.Set(Disclosure, ScopeLevel)
	if got := r.Scope(); got != ScopeUnknown {
		t.Errorf("subjects differ and the scope is %s", got)
	}
}

func TestPerSubject(t *testing.T) {
	var p PerSubject[int]
	for i, s := range Subjects() {
		p.Set(s, i+1)
	}
	for i, s := range Subjects() {
		if p.Of(s) != i+1 {
			t.Errorf("%s is %d, want %d", s, p.Of(s), i+1)
		}
	}
}

func TestDate(t *testing.T) {
	if d, ok := NewDate(2024, 2, 29); !ok || d.String() != "2024-02-29" {
		t.Errorf("2024-02-29 is %s, %v", d, ok)
	}
	if _, ok := NewDate(2023, 2, 29); ok {
		t.Errorf("2023 has a 29 February")
	}
	if (Date{}).String() != "" || !(Date{}).IsZero() {
		t.Errorf("an unknown day prints %q", Date{})
	}
}

func TestPlace(t *testing.T) {
	if got := (Place{Page: 3, Grid: 2, Row: 4, Column: 10}).String(); got != "page 3, table 2, row 4, column 10" {
		t.Errorf("got %s", got)
	}
	if got := (Place{Line: 7}).String(); got != "line 7" {
		t.Errorf("got %s", got)
	}
}

func TestSeverity(t *testing.T) {
	if !Error.AtLeast(Warning) || Info.AtLeast(Warning) || !Warning.AtLeast(Warning) {
		t.Errorf("severities do not rise from info to error")
	}
}
