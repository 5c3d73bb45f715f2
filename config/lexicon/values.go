package lexicon

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/config/table"
)

// Values are the words that stand in cells and headings beside digits.
type Values struct {
	Placeholders map[string]bool
	Zeros        map[string]bool
	Minus, Plus  []string
	// Notes begin what may stand in brackets behind a number without changing it: 其中修订16件. WholeNotes are such notes by
	// themselves: 本级. Remarks may not go on with a number（注：13）, References not with a number and its unit（见13件）, Dates
	// only with what DateLetters and digits can write.
	Notes, WholeNotes, Remarks, References, Dates []string
	DateLetters                                   string
	// Corrections anywhere in a bracket say that the number before it is not the one that is meant: 更正为13.
	Corrections []string
	// Same, with a number behind it, says another number for the same thing: 共13件.
	Same []string
	// UnitWords announce a unit (单位), UnitLinks join them with it (为). UnitBy and UnitEnd stand around one: 以…计.
	UnitWords, UnitLinks, UnitBy, UnitEnd []string
	// MoneyWords are what a sentence about amounts of money speaks of.
	MoneyWords []string

	units       []Unit
	multipliers []Unit // 万: of no class
	currency    []string
	foreign     []Unit
	endings     map[rune]bool // the last characters of all that can end a unit
	announcing  *Finder       // of UnitWords, UnitBy and MoneyWords
	money       *Finder       // of MoneyWords
}

// Unit is a unit of a number. Factor is what one of it is worth in 元 or pieces; 0 for a measure that no indicator has.
type Unit struct {
	Text   string
	Class  string
	Factor int64
}

// The classes of units.
const (
	ClassCount = "count"
	ClassMoney = "money"
	// ClassAny is a multiplier by itself: 万.
	ClassAny = "any"
	// ClassCurrency is money without saying how much of it: 人民币, ¥. Its factor is 0.
	ClassCurrency = "currency"
)

// maxUnit is the longest text that is looked at as a unit, and maxFactor the most that one may be worth.
const (
	maxUnit   = 24
	maxFactor = 1_000_000_000_000
)

// Unit reads a text that is nothing but a unit: 元, 百万元, 千件, 人民币（万元）, RMB. It is false for any other text.
func (v *Values) Unit(text string) (Unit, bool) {
	if last, _ := utf8.DecodeLastRuneInString(text); len(text) > 4*maxUnit || !v.endings[Fold(last)] && last > ' ' && Fold(last) > 0 {
		return Unit{}, false
	}
	s := strings.Map(func(r rune) rune {
		if r = Fold(r); r == '(' || r == ')' || r == '[' || r == ']' || r == ':' {
			return -1
		}
		return r
	}, text)
	s = strings.TrimRight(s, "。.")
	out := Unit{Text: s, Class: ClassAny, Factor: 1}
	s, isMoney := v.withoutCurrency(s)
	for {
		i := slices.IndexFunc(v.multipliers, func(u Unit) bool { return strings.HasPrefix(s, u.Text) })
		if i < 0 || out.Factor > maxFactor/v.multipliers[i].Factor {
			break
		}
		out.Factor *= v.multipliers[i].Factor
		s = s[len(v.multipliers[i].Text):]
	}
	switch {
	case s == "" && isMoney && out.Factor == 1:
		out.Class, out.Factor = ClassCurrency, 0
		return out, true
	case s == "":
		if isMoney {
			out.Class = ClassMoney
		}
		return out, out.Factor > 1
	}
	for _, u := range v.units {
		if u.Text == s && (!isMoney || u.Class == ClassMoney) {
			out.Class, out.Factor = u.Class, out.Factor*u.Factor
			return out, true
		}
	}
	for _, u := range v.foreign {
		if u.Text == s {
			out.Class, out.Factor = u.Class, 0
			return out, true
		}
	}
	return Unit{}, false
}

// Announcing lists which of UnitWords, UnitBy and MoneyWords stand in a text. Without one it announces no unit.
func (v *Values) Announcing(text string) []string { return v.announcing.In(text) }

// AboutMoney reports whether a text, once normalised, speaks of amounts of money.
func (v *Values) AboutMoney(text string) bool { return v.money.InNormalised(text) }

// Ends reports whether a unit may end with a character.
func (v *Values) Ends(last rune) bool { return v.endings[Fold(last)] }

// withoutCurrency takes the words for the currency from both ends of a unit.
func (v *Values) withoutCurrency(s string) (rest string, found bool) {
	for again := true; again; {
		again = false
		for _, word := range v.currency {
			if trimmed := strings.TrimSuffix(strings.TrimPrefix(s, word), word); len(trimmed) < len(s) {
				s, found, again = trimmed, true, true
			}
		}
	}
	return s, found
}

// Currency takes a sign or word for the currency from before a number: ¥12, 人民币12元.
func (v *Values) Currency(s string) (rest string, found bool) {
	for _, word := range v.currency {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return strings.TrimLeft(rest, ": "), true
		}
	}
	return s, false
}

// CellValues returns the words of cells that ship with the program.
func CellValues() (*Values, error) {
	rows, err := table.Read(files, "values.csv", "kind", "text", "unit", "factor")
	if err != nil {
		return nil, fmt.Errorf("load values: %w", err)
	}
	v := &Values{Placeholders: map[string]bool{}, Zeros: map[string]bool{}, endings: map[rune]bool{}}
	for _, row := range rows {
		if err := v.add(row[0], row[1], row[2], row[3]); err != nil {
			return nil, fmt.Errorf("load values: values.csv: %s: %w", row[1], err)
		}
	}
	for _, list := range []*[]string{
		&v.Notes, &v.Remarks, &v.References, &v.Dates, &v.Corrections, &v.Same,
		&v.UnitWords, &v.UnitLinks, &v.UnitBy, &v.UnitEnd, &v.currency,
	} {
		slices.SortStableFunc(*list, func(a, b string) int { return len(b) - len(a) })
	}
	v.money = NewFinder(v.MoneyWords...)
	v.announcing = NewFinder(slices.Concat(v.UnitWords, v.UnitBy, v.MoneyWords)...)
	slices.SortStableFunc(v.multipliers, func(a, b Unit) int { return len(b.Text) - len(a.Text) })
	for _, r := range "。.:()[]" {
		v.endings[r] = true
	}
	return v, nil
}

func (v *Values) add(kind, text, class, number string) error {
	lists := map[string]*[]string{
		"minus": &v.Minus, "plus": &v.Plus, "note": &v.Notes, "remark": &v.Remarks, "whole_note": &v.WholeNotes,
		"reference": &v.References, "date": &v.Dates, "correction": &v.Corrections, "same": &v.Same,
		"unit_word": &v.UnitWords, "unit_link": &v.UnitLinks, "unit_by": &v.UnitBy, "unit_end": &v.UnitEnd,
		"money_word": &v.MoneyWords, "currency": &v.currency,
	}
	units := map[string]*[]Unit{"unit": &v.units, "multiplier": &v.multipliers, "foreign": &v.foreign}
	if list, ok := lists[kind]; ok {
		*list = append(*list, text)
	}
	if kind == "currency" || units[kind] != nil {
		last, _ := utf8.DecodeLastRuneInString(text)
		v.endings[last] = true
	}
	switch {
	case kind == "placeholder":
		v.Placeholders[text] = true
	case kind == "zero":
		v.Zeros[text] = true
	case kind == "date_letters":
		v.DateLetters += text
	case kind == "foreign":
		v.foreign = append(v.foreign, Unit{Text: text, Class: class})
	case units[kind] != nil:
		factor, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return err
		}
		*units[kind] = append(*units[kind], Unit{Text: text, Class: class, Factor: factor})
	case lists[kind] == nil:
		return fmt.Errorf("kind %q is unknown", kind)
	}
	return nil
}
