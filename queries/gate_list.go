package queries

import (
	"fmt"
	"strings"

	"gongkai/config/table"
	"gongkai/internal/fault"
)

// Where a name of functions.csv is called or read.
const (
	calledInExpression = "expression"
	calledAsTable      = "table"
	calledAsRelation   = "relation"
	calledAsPragma     = "pragma" // never; listed so that each function of DuckDB is
)

// What is decided about a group of functions.
const (
	verdictAllow  = "allow"
	verdictFiles  = "files"  // only where the session reads files
	verdictSecond = "second" // only with a small number as the second argument
	verdictAll    = "all"    // only with small numbers as arguments
	verdictFormat = "format" // only with a format that names no large width
	verdictRefuse = "refuse"
)

// call is a function in the place where it is called, its name in small letters.
type call struct{ called, name string }

// allowed are the lists of gate/: what is decided about each function and system relation of DuckDB, and the kinds of
// nodes that a syntax tree may hold. What is not listed is refused.
type allowed struct {
	functions   map[call]string // to the verdict of its group
	groups      map[call]string // to its group
	reasons     map[string]string
	expressions map[string]bool
	others      map[string]bool
	growth      map[string]growth // of functions that do not just add up what they are given
}

func readAllowed() (a allowed, err error) {
	defer fault.Wrap(&err, "read the lists of the gate")
	groups, err := table.Read(files, "gate/groups.csv", "group", "verdict", "reason")
	if err != nil {
		return a, err
	}
	a = allowed{
		functions: map[call]string{}, groups: map[call]string{}, reasons: map[string]string{},
		expressions: map[string]bool{}, others: map[string]bool{},
	}
	verdicts := map[string]string{}
	for _, g := range groups {
		switch g[1] {
		case verdictAllow, verdictFiles, verdictSecond, verdictAll, verdictFormat, verdictRefuse:
		default:
			return a, fmt.Errorf("groups.csv: %s: the verdict %q does not exist", g[0], g[1])
		}
		verdicts[g[0]], a.reasons[g[0]] = g[1], g[2]
	}
	functions, err := table.Read(files, "gate/functions.csv", "called", "name", "group")
	if err != nil {
		return a, err
	}
	for _, f := range functions {
		c := call{f[0], strings.ToLower(f[1])}
		verdict, ok := verdicts[f[2]]
		if !ok {
			return a, fmt.Errorf("functions.csv: %s: there is no group %q", f[1], f[2])
		}
		if _, twice := a.functions[c]; twice {
			return a, fmt.Errorf("functions.csv: %s is there twice", f[1])
		}
		a.functions[c], a.groups[c] = verdict, f[2]
	}
	nodes, err := table.Read(files, "gate/nodes.csv", "place", "name")
	if err != nil {
		return a, err
	}
	for _, n := range nodes {
		if n[0] == calledInExpression {
			a.expressions[n[1]] = true
		} else {
			a.others[n[1]] = true
		}
	}
	a.growth, err = readGrowth()
	return a, err
}
