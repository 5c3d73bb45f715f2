package queries

import (
	"fmt"
	"math"
	"regexp/syntax"
	"strings"

	"gongkai/config/table"
	"gongkai/internal/fault"
)

// How large the value of a function is by its arguments, where that is not what they come to together.
const (
	growsSum     = "sum"     // it is
	growsTimes   = "times"   // the first argument as often as the second says
	growsReplace = "replace" // the third argument for each letter of the first
	growsPad     = "pad"     // as many letters as the second argument says
	growsCount   = "count"   // a list as long as the arguments say
	growsSquare  = "square"  // indented by as much as it is deep
	growsEight   = "eight"   // up to eight letters for each
	growsSplit   = "split"   // a list with a value for each letter
	growsList    = "list"    // a list of the arguments
	growsMap     = "map"     // what a lambda makes of each value of a list
	growsFilter  = "filter"  // the values of a list that a lambda takes
	growsReduce  = "reduce"  // what a lambda makes of its own result and each value of a list
	growsEdit    = "edit"    // a number, for which each letter of one text is compared with each of another
	growsPart    = "part"    // no more letters than the last argument says
	growsNot     = "not"     // a number or a truth
)

// Which patterns a function takes as its second argument.
const (
	patternNone   = ""
	patternLike   = "like"   // goes back for each % or *
	patternRegexp = "regexp" // a regular expression
)

type growth struct{ grows, pattern string }

// readGrowth reads how the functions grow that do not just add up what they are given.
func readGrowth() (_ map[string]growth, err error) {
	defer fault.Wrap(&err, "read gate/growth.csv")
	lines, err := table.Read(files, "gate/growth.csv", "name", "growth", "pattern")
	if err != nil {
		return nil, err
	}
	out := map[string]growth{}
	for _, line := range lines {
		switch line[1] {
		case growsSum, growsTimes, growsReplace, growsPad, growsCount, growsSquare, growsEight, growsSplit, growsList, growsMap, growsFilter,
			growsReduce, growsEdit, growsPart, growsNot:
		default:
			return nil, fmt.Errorf("%s: nothing grows like %q", line[0], line[1])
		}
		out[line[0]] = growth{line[1], line[2]}
	}
	return out, nil
}

// value weighs an expression.
func (s *scales) value(n node, in *scope) (out weight) {
	if s.isOver() {
		return weight{}
	}
	switch n["class"] {
	case "CONSTANT":
		out.bytes = 8
		if text, ok := of(n, "value")["value"].(string); ok {
			out.bytes, out.text = float64(len(text)), &text
			out.wild = float64(strings.Count(text, "%") + strings.Count(text, "*"))
			out.braces = float64(strings.Count(text, "{"))
		}
	case "COLUMN_REF":
		out.bytes = bytesOfColumn
		if parts := namesIn(n["column_names"]); len(parts) > 0 {
			if w, ok := in.column(strings.ToLower(parts[len(parts)-1])); ok {
				out = w
			}
		}
	case "SUBQUERY":
		r := s.query(of(of(n, "subquery"), "node"), in)
		for _, c := range r.columns {
			out = either(out, c.weight)
		}
		out.nodes = r.nodes + s.rest(n["child"], in).nodes
	case "CASE", "CAST", "COLLATE":
		out = s.chosen(n, in)
	case "OPERATOR", "FUNCTION", "WINDOW":
		out = s.made(n, in)
	default:
		out = s.rest(without(n, "class"), in)
		out.bytes = bytesOfColumn
	}
	out.nodes++
	switch {
	case out.nodes > mostNodes:
		s.refuse("gate_references", "most", mostNodes)
	case out.bytes > mostBytes:
		s.refuse("gate_value", "most", mostBytes)
	}
	return out
}

// chosen weighs an expression whose value is one of those in it: of CASE each branch, of a cast the only one.
func (s *scales) chosen(n node, in *scope) (out weight) {
	nodes := 0.0
	one := func(child node) {
		if child == nil {
			return
		}
		w := s.value(child, in)
		nodes += w.nodes
		text := w.text
		if out = either(out, w); n["class"] != "CASE" {
			out.text = text
		}
	}
	for _, check := range nodesIn(n["case_checks"]) {
		nodes += s.rest(check["when_expr"], in).nodes
		one(of(check, "then_expr"))
	}
	one(of(n, "else_expr"))
	one(of(n, "child"))
	out.nodes = nodes
	return out
}

// made weighs what a function makes of its arguments.
func (s *scales) made(n node, in *scope) (out weight) {
	called := name(n, "function_name")
	how := s.growth[called]
	arguments := nodesIn(n["children"])
	if schema := name(n, "schema"); schema != "" && schema != "main" && len(arguments) > 0 {
		// Of x.repeat(3) the first argument is taken for a schema.
		arguments = append([]node{{"class": "COLUMN_REF", "column_names": []any{schema}}}, arguments...)
	}
	if len(arguments) > 1 && of(arguments[1], "lhs") != nil {
		return s.looped(how.grows, arguments, in)
	}
	all := make([]weight, 0, 3)
	for _, argument := range arguments {
		all = append(all, s.value(argument, in))
	}
	out = s.rest(without(n, "children", "class", "type"), in)
	for _, w := range all {
		out.nodes += w.nodes
		out.bytes += w.bytes
		out.wild += w.wild
		out.braces += w.braces
		out.each = max(out.each, w.each)
	}
	for len(all) < 3 {
		all = append(all, weight{})
	}
	s.grown(&out, how.grows, called, arguments, all)
	switch how.pattern {
	case patternLike:
		s.like(called, all[0], all[1], len(arguments) > 2)
	case patternRegexp:
		s.regexp(all[1])
	}
	return out
}

// grown corrects the weight of a function that makes more or less of its arguments than what they come to together.
func (s *scales) grown(out *weight, grows, called string, arguments []node, all []weight) {
	number := func(at int) float64 { // a size, which judgeSize holds to a number that stands there
		if at < len(arguments) {
			if v, ok := of(arguments[at], "value")["value"].(float64); ok && v >= 0 {
				return v
			}
		}
		return largestSize
	}
	switch grows {
	case growsTimes:
		n := max(number(1), 1)
		out.bytes, out.wild, out.braces = all[0].bytes*n, all[0].wild*n, all[0].braces*n
	case growsReplace:
		out.bytes = all[0].bytes * max(all[2].bytes, 1)
		out.wild = all[0].wild + all[0].bytes*all[2].wild
		out.braces = all[0].braces + all[0].bytes*all[2].braces
	case growsPad:
		out.bytes = max(all[0].bytes, 4*number(1))
		out.wild, out.braces = all[0].wild+all[2].wild*number(1), all[0].braces+all[2].braces*number(1)
	case growsCount:
		length := 0.0
		for i := range arguments {
			length = max(length, number(i))
		}
		out.bytes, out.each = 8*length, 8
	case growsSquare:
		out.bytes = all[0].bytes * all[0].bytes
	case growsEight:
		out.bytes *= 8
	case growsSplit:
		out.bytes, out.each = 32*out.bytes, all[0].bytes
	case growsList:
		for _, w := range all {
			out.each = max(out.each, w.bytes)
		}
		out.bytes = max(out.bytes, 8*float64(len(arguments)))
	case growsPart:
		if len(arguments) == 3 || !strings.HasPrefix(called, "sub") {
			out.bytes = min(all[0].bytes, 4*number(len(arguments)-1))
		}
	case growsEdit:
		if all[0].bytes*all[1].bytes > mostEdits {
			s.refuse("gate_edits", "name", called, "most", int(math.Sqrt(mostEdits)))
		}
		out.bytes = 8
	case growsNot:
		out.bytes = 8
	}
}

// looped weighs a lambda over a list.
func (s *scales) looped(grows string, arguments []node, in *scope) weight {
	of0 := s.value(arguments[0], in)
	count, each := max(of0.bytes/8, 1), of0.each
	if each == 0 {
		each = min(of0.bytes, bytesOfColumn)
	}
	lambda := arguments[1]
	var parameters []string
	for _, p := range append(nodesIn(of(lambda, "lhs")["children"]), of(lambda, "lhs")) {
		parameters = append(parameters, namesIn(p["column_names"])...)
	}
	body := func(first float64) weight {
		inner := in.inner()
		for i, p := range parameters {
			w := weight{nodes: 1, bytes: each}
			if i == 0 {
				w.bytes = first
			}
			inner.columns[strings.ToLower(p)] = w
		}
		return s.value(of(lambda, "expr"), inner)
	}
	made := body(each)
	out := weight{nodes: of0.nodes + made.nodes, bytes: of0.bytes, each: of0.each}
	switch grows {
	case growsFilter:
	case growsReduce:
		start := max(made.bytes, 1)
		factor := body(2*start).bytes / start / 2 // how much larger the result is of a result that is twice as large
		if out.bytes = count * start; factor > 1.01 && body(4*start).bytes/start/4 > 0.75*factor {
			out.bytes = start * math.Pow(factor, count)
		}
	default:
		out.bytes, out.each = count*max(made.bytes, 8), made.bytes
		out.wild, out.braces = count*made.wild, count*made.braces
	}
	return out
}

// like refuses a pattern that can go back too often. DuckDB takes a constant of letters and % apart beforehand and never goes back; any
// other it tries at each letter for each %.
func (s *scales) like(called string, text, pattern weight, escaped bool) {
	if pattern.text != nil && !escaped && (called == "~~" || called == "!~~") && !strings.Contains(*pattern.text, "_") {
		return
	}
	if math.Pow(max(text.bytes, 2), pattern.wild) > mostSteps {
		s.refuse("gate_pattern", "name", called)
	}
}

// regexp refuses a regular expression that becomes too large, or whose size nobody sees: one that is put together and repeats.
func (s *scales) regexp(pattern weight) {
	if pattern.text == nil {
		if pattern.bytes > mostPattern || pattern.braces > 0 {
			s.refuse("gate_regexp", "most", mostPattern)
		}
		return
	}
	parsed, err := syntax.Parse(*pattern.text, syntax.Perl)
	if err != nil { // DuckDB says what is wrong with it, unless it is that it is too large
		if len(*pattern.text) > mostPattern || strings.Contains(*pattern.text, "{") {
			s.refuse("gate_regexp", "most", mostPattern)
		}
		return
	}
	if program, err := syntax.Compile(parsed.Simplify()); err != nil || len(program.Inst) > mostPattern {
		s.refuse("gate_regexp", "most", mostPattern)
	}
}
