package queries

import (
	"slices"
	"strings"
)

// The bounds on what a statement makes of itself. What passes them and is still too much is stopped from outside (watch.go); these stop
// what is told by reading it, before a process is lost over it.
const (
	mostNodes   = 100_000    // of the statement once each reference to a CTE, an alias or * is put in place of it; 2²² filled 8 GB
	mostBytes   = 8_000_000  // of one value; a step of DuckDB makes 2,048 of them
	mostSteps   = 10_000_000 // of comparing one text with a pattern that can go back
	mostEdits   = 250_000    // the lengths of two texts, multiplied, between which edits are counted
	mostPattern = 1_000      // instructions of a regular expression
)

// What nothing is known of: a relation of the warehouse, once its views are put in place, and a column.
const (
	nodesOfRelation    = 200
	columnsOfARelation = 20
	bytesOfColumn      = 64
)

// weight is what is told of a value by its face.
type weight struct {
	nodes  float64 // of its expression
	bytes  float64 // that it has at most
	each   float64 // bytes of a value in it, where it is a list; 0: not known
	wild   float64 // characters that a pattern of LIKE or GLOB takes for any
	braces float64 // that may repeat, in a regular expression
	text   *string // the one constant that it is
}

// either is a value that is one of two.
func either(a, b weight) weight {
	return weight{
		max(a.nodes, b.nodes), max(a.bytes, b.bytes), max(a.each, b.each), max(a.wild, b.wild), max(a.braces, b.braces), nil,
	}
}

// column is a column of a relation, with the weight of its values.
type column struct {
	name string
	weight
}

// relation is what FROM names: how many nodes and columns it is, and the columns themselves as far as the statement says them.
type relation struct {
	nodes, width float64
	columns      []column
}

// scope is what names mean at a place.
type scope struct {
	outer   *scope
	ctes    map[string]relation
	columns map[string]weight
}

func (s *scope) inner() *scope { return &scope{s, map[string]relation{}, map[string]weight{}} }

// with is a scope in which the columns of a relation have names.
func (s *scope) with(r relation) *scope {
	in := s.inner()
	for _, c := range r.columns {
		w := either(in.columns[c.name], c.weight)
		w.nodes, w.text = 1, c.text // what stands in FROM is computed there
		in.columns[c.name] = w
	}
	return in
}

func (s *scope) cte(name string) (relation, bool) {
	for ; s != nil; s = s.outer {
		if r, ok := s.ctes[name]; ok {
			return r, true
		}
	}
	return relation{}, false
}

func (s *scope) column(name string) (weight, bool) {
	for ; s != nil; s = s.outer {
		if w, ok := s.columns[name]; ok {
			return w, true
		}
	}
	return weight{}, false
}

// scales weigh a statement. The first thing that is too much is kept.
type scales struct {
	growth map[string]growth
	looks  int // at expressions and queries
	err    error
}

func (s *scales) refuse(kind string, pairs ...any) {
	if s.err == nil {
		s.err = refuse(kind, pairs...)
	}
}

// weigh refuses a statement that makes more of itself than it may.
func (s *scales) weigh(statement any) error {
	n, _ := statement.(node)
	s.query(of(n, "node"), (*scope)(nil).inner())
	return s.err
}

// isOver counts a look, and reports whether the statement is refused already, or takes too many.
func (s *scales) isOver() bool {
	if s.looks++; s.looks > 10*mostNodes {
		s.refuse("gate_references", "most", mostNodes)
	}
	return s.err != nil
}

// query weighs a SELECT, a set operation or a recursion.
func (s *scales) query(n node, in *scope) (out relation) {
	if s.isOver() {
		return relation{}
	}
	in = in.inner()
	for _, entry := range nodesIn(of(n, "cte_map")["map"]) {
		value := of(entry, "value")
		in.ctes[name(entry, "key")] = renamed(s.query(of(of(value, "query"), "node"), in), value["aliases"])
	}
	switch n["type"] {
	case "SELECT_NODE":
		out = s.selects(n, in)
	case "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE":
		sides := []relation{s.query(of(n, "left"), in)}
		if own := name(n, "cte_name"); own != "" {
			in.ctes[own] = relation{1, sides[0].width, sides[0].columns} // a step, of which there are as many as there are: that is watched
		}
		sides = append(sides, s.query(of(n, "right"), in))
		for _, child := range nodesIn(n["children"]) {
			sides = append(sides, s.query(child, in))
		}
		for _, side := range sides {
			out.nodes += side.nodes
			out.width = max(out.width, side.width)
			out.columns = besides(out.columns, side.columns)
		}
	default:
		out.nodes = s.rest(without(n, "type"), in).nodes
	}
	if out.nodes++; out.nodes > mostNodes || out.width > mostNodes {
		s.refuse("gate_references", "most", mostNodes)
	}
	return out
}

// selects weighs a SELECT: an alias means its expression to all that stands behind it.
func (s *scales) selects(n node, in *scope) (out relation) {
	from := s.from(of(n, "from_table"), in)
	in = in.with(from)
	out.nodes = from.nodes
	for _, item := range nodesIn(n["select_list"]) {
		w := s.value(item, in)
		out.nodes += w.nodes
		if item["class"] == "STAR" {
			out.nodes += from.width
			out.width += from.width
			out.columns = append(out.columns, from.columns...)
			continue
		}
		called := name(item, "alias")
		if _, isColumn := in.columns[called]; called != "" && !isColumn {
			in.columns[called] = w
		}
		if parts := namesIn(item["column_names"]); called == "" && len(parts) > 0 {
			called = strings.ToLower(parts[len(parts)-1])
		}
		out.width++
		out.columns = append(out.columns, column{called, w})
	}
	out.nodes += s.rest(without(n, "type", "from_table", "select_list", "cte_map"), in).nodes
	return out
}

// from weighs what stands in FROM.
func (s *scales) from(n node, in *scope) (out relation) {
	if s.isOver() {
		return relation{}
	}
	switch n["type"] {
	case "BASE_TABLE":
		if r, ok := in.cte(name(n, "table_name")); ok && name(n, "schema_name") == "" {
			r.nodes++
			return renamed(r, n["column_name_alias"])
		}
		return relation{nodes: nodesOfRelation, width: columnsOfARelation}
	case "SUBQUERY":
		return renamed(s.query(of(of(n, "subquery"), "node"), in), n["column_name_alias"])
	case "JOIN":
		left := s.from(of(n, "left"), in)
		right := s.from(of(n, "right"), in.with(left)) // LATERAL sees the left side
		out = relation{left.nodes + right.nodes, left.width + right.width, slices.Concat(left.columns, right.columns)}
		out.nodes += s.rest(n["condition"], in.with(out)).nodes
		return out
	case "EXPRESSION_LIST":
		rows, _ := n["values"].([]any)
		for _, row := range rows {
			var columns []column
			for _, v := range nodesIn(row) {
				columns = append(columns, column{weight: s.value(v, in)})
				out.nodes += columns[len(columns)-1].nodes
			}
			out.columns = besides(out.columns, columns)
		}
		out.width = float64(len(out.columns))
		return renamed(out, n["column_name_alias"])
	case "TABLE_FUNCTION": // gives no value that is larger than what it takes
		for _, argument := range nodesIn(of(n, "function")["children"]) {
			w := s.value(argument, in)
			out.nodes += w.nodes
			out.columns = append(out.columns, column{"unnest", w})
		}
		out.width = columnsOfARelation
		return renamed(out, n["column_name_alias"])
	case "PIVOT":
		out = s.from(of(n, "source"), in)
		out.nodes += s.rest(without(n, "type", "source"), in.with(out)).nodes
		return out
	}
	out.nodes = s.rest(without(n, "type"), in).nodes
	return out
}

// rest weighs whatever holds expressions and queries, and adds up their nodes.
func (s *scales) rest(v any, in *scope) (out weight) {
	switch v := v.(type) {
	case []any:
		for _, child := range v {
			out.nodes += s.rest(child, in).nodes
		}
	case node:
		if _, ok := v["class"].(string); ok {
			return s.value(v, in)
		}
		if kind, _ := v["type"].(string); strings.HasSuffix(kind, "_NODE") {
			out.nodes = s.query(v, in).nodes
			return out
		}
		for _, key := range sortedKeys(v) {
			out.nodes += s.rest(v[key], in).nodes
		}
	}
	return out
}

// besides is the heavier of two lists of columns, place by place, under the names of the first.
func besides(a, b []column) []column {
	out := slices.Clone(a)
	for i, c := range b {
		if i < len(out) {
			out[i].weight = either(out[i].weight, c.weight)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// renamed gives columns the names that stand behind an alias, in order.
func renamed(r relation, aliases any) relation {
	r.columns = slices.Clone(r.columns)
	for i, alias := range namesIn(aliases) {
		if i < len(r.columns) {
			r.columns[i].name = strings.ToLower(alias)
		}
	}
	return r
}
