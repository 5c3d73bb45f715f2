// Package rules holds the rules that reports are checked against, as data: what a rule claims as an expression over
// indicators, the bodies and forms it is meant for, how severe a failure is, the regulation it rests on, and its texts in
// both languages. A new rule of level report needs no Go: a row in rules.csv, and `go generate` for docs/rules.md.
//
// The expression of a rule is item.heading patterns of its subject, added up and compared:
//
//	received.* + carried_in.* = concluded.* + carried_out.*
//	*.parts(total) = *.total
//	whole(*.*)
//
// Parse reads each once into a typed tree and refuses what it does not know, with the place and what was expected there.
// Package check spells the trees out over the cells of a form. Rules of level warehouse are SQL views of the same name,
// and rules of level layout and prose are told by the readers; of those severity, status and texts stand here. The one condition
// of a rule of level warehouse is
//
//	numbers >= 3
//
// of a rule about whole tables: where a table has fewer different numbers the finding is for information only.
//
//	set, err := rules.Embedded()
//	for _, rule := range set.Rules { … }
package rules

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/config/table"
	"gongkai/internal/fault"
	"gongkai/internal/report"
)

//go:generate go run ./internal/rulesdoc ../../docs/rules.md

//go:embed rules.csv
var file []byte

// Level says where a rule is checked.
type Level string

// The levels.
const (
	LevelReport    Level = "report"    // its expression, over one report
	LevelWarehouse Level = "warehouse" // a SQL view of its name, over many
	LevelLayout    Level = "layout"    // by the reader, while the layout can be seen
	LevelProse     Level = "prose"     // the text of a report against its tables
	LevelDocument  Level = "document"  // whose report it is and of which year
	LevelLocation  Level = "location"  // what the pattern of failed sums says of the wrong cell
)

func levels() []Level {
	return []Level{LevelReport, LevelWarehouse, LevelLayout, LevelProse, LevelDocument, LevelLocation}
}

// Rule is one rule.
type Rule struct {
	ID         string // subject.word; of the levels that are not report, group.word
	Level      Level
	Subject    report.Subject // empty for a report or a document as a whole
	Severity   report.Severity
	Status     report.Status // of a failure: Fail, or Uncertain and NotAssessable where it proves nothing
	Expression Expression
	Condition  Condition
	// LeastNumbers is, for a rule of level warehouse about whole tables, how many different numbers the table has at least: with
	// fewer it may be alike by chance, and the finding is for information only. Zero where the rule asks for none.
	LeastNumbers int
	Source       Source
	Basis        string
	Texts
}

// Source is the expression and the condition as written.
type Source struct{ Expression, Condition string }

// Texts are what people read: messages with placeholders in braces, and why the rule is there.
type Texts struct{ MessageZH, MessageEN, ExplanationZH, ExplanationEN string }

// Set is all rules in the order of the file.
type Set struct {
	Rules   []Rule
	Version string // changes whenever a rule does
}

// Embedded returns the rules that ship with the program.
func Embedded() (*Set, error) { return Parse(file) }

// Rule returns a rule by its id.
func (s *Set) Rule(id string) (Rule, bool) {
	for _, r := range s.Rules {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}

const header = "rule,level,subject,severity,status,expression,condition,basis,message_zh,message_en,explanation_zh,explanation_en"

// Parse reads rules laid out as rules.csv.
func Parse(data []byte) (_ *Set, err error) {
	defer fault.Wrap(&err, "parse rules")
	rows, err := table.Parse(data, strings.Split(header, ",")...)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	set := &Set{Version: hex.EncodeToString(sum[:6])}
	for _, row := range rows {
		rule, err := parseRule(row)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", row[0], err)
		}
		if _, twice := set.Rule(rule.ID); twice {
			return nil, fmt.Errorf("%s stands twice", rule.ID)
		}
		set.Rules = append(set.Rules, rule)
	}
	return set, set.checkRelaxed()
}

func parseRule(row []string) (Rule, error) {
	r := Rule{
		ID: row[0], Level: Level(row[1]), Subject: report.Subject(row[2]), Severity: report.Severity(row[3]), Status: report.Status(row[4]),
		Source: Source{row[5], row[6]}, Basis: row[7], Texts: Texts{row[8], row[9], row[10], row[11]},
	}
	for _, field := range []struct {
		name, value string
		known       bool
	}{
		{"level", row[1], slices.Contains(levels(), r.Level)},
		{"subject", row[2], r.Subject == "" || slices.Contains(report.Subjects(), r.Subject)},
		{"severity", row[3], slices.Contains([]report.Severity{report.Error, report.Warning, report.Info}, r.Severity)},
		{"status", row[4], slices.Contains([]report.Status{report.Fail, report.Uncertain, report.NotAssessable}, r.Status)},
	} {
		if !field.known {
			return r, fmt.Errorf("%s %q is unknown", field.name, field.value)
		}
	}
	// What a finding may be: an error only where the rule has failed for sure.
	switch {
	case r.Severity == report.Error && r.Status != report.Fail:
		return r, fmt.Errorf("severity error goes with status fail, not %s", r.Status)
	case r.Status == report.NotAssessable && r.Severity != report.Info:
		return r, fmt.Errorf("status not_assessable goes with severity info, not %s", r.Severity)
	}
	group, word, _ := strings.Cut(r.ID, ".")
	if group == "" || word == "" || strings.Contains(word, ".") || r.Level == LevelReport && group != string(r.Subject) {
		return r, fmt.Errorf("the id is not subject.word")
	}
	for i, text := range row[7:] {
		if strings.TrimSpace(text) == "" {
			return r, fmt.Errorf("%s is empty", strings.Split(header, ",")[7+i])
		}
	}
	var err error
	switch r.Level {
	case LevelReport:
	case LevelWarehouse:
		if r.Source.Expression != "" {
			return r, fmt.Errorf("a rule of level %s has no expression here", r.Level)
		}
		r.LeastNumbers, err = r.parseLeastNumbers()
		return r, err
	default:
		if r.Source != (Source{}) {
			return r, fmt.Errorf("a rule of level %s has no expression and no condition here", r.Level)
		}
		return r, nil
	}
	if r.Expression, err = parseExpression(r.Source.Expression); err != nil {
		return r, fmt.Errorf("expression: %w", err)
	}
	if r.Condition, err = parseCondition(r.Source.Condition); err != nil {
		return r, fmt.Errorf("condition: %w", err)
	}
	return r, r.checkPlaceholders()
}

// leastNumbers is the condition of a rule of level warehouse.
const leastNumbers = "numbers >= "

// parseLeastNumbers reads the condition of a rule of level warehouse: how many different numbers a table has at least.
func (r Rule) parseLeastNumbers() (int, error) {
	if r.Source.Condition == "" {
		return 0, nil
	}
	digits, _ := strings.CutPrefix(r.Source.Condition, leastNumbers)
	n, err := strconv.ParseUint(digits, 10, 8)
	if err != nil || n < 2 || r.Source.Condition != leastNumbers+strconv.FormatUint(n, 10) {
		return 0, fmt.Errorf("condition: %q is not %q and a number from 2 to 255", r.Source.Condition, leastNumbers)
	}
	if r.Severity == "info" {
		return 0, fmt.Errorf("condition: a rule of severity info says no less where %s%d does not hold", leastNumbers, n)
	}
	return int(n), nil
}

// checkPlaceholders refuses a message that asks for what its rule does not know.
func (r Rule) checkPlaceholders() error {
	known := []string{"left", "right", "cell"}
	if r.Expression.Op == OpWhole {
		known = []string{"left", "cell"}
	}
	if r.Expression.Op == OpRelaxed {
		known = []string{"count"}
	}
	if r.Expression.hasLine(AxisItem) {
		known = append(known, "row")
	}
	if r.Expression.hasLine(AxisHeading) {
		known = append(known, "column")
	}
	for _, text := range []string{r.MessageZH, r.MessageEN} {
		for rest := text; ; {
			_, after, found := strings.Cut(rest, "{")
			if !found {
				break
			}
			name, next, _ := strings.Cut(after, "}")
			if !slices.Contains(known, name) {
				return fmt.Errorf("the message %q asks for {%s}; the rule knows {%s}", text, name, strings.Join(known, "}, {"))
			}
			rest = next
		}
	}
	return nil
}

// checkRelaxed refuses a relaxed reading of rules that are none.
func (s *Set) checkRelaxed() error {
	for _, r := range s.Rules {
		for _, word := range r.Expression.Rules {
			named, ok := s.Rule(string(r.Subject) + "." + word)
			if !ok || !named.Expression.IsSum() {
				return fmt.Errorf("%s: expression: relaxed(…) names %q; there is no rule %s.%s that compares sums",
					r.ID, word, r.Subject, word)
			}
		}
	}
	return nil
}
