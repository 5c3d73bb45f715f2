package main

import (
	"strings"

	"gongkai/queries"
	"gongkai/rows"
)

// exampleNames lists the shipped queries. They are part of the program: where they cannot be read, there are none, and
// the command that runs one says so.
func exampleNames() []string {
	list, err := queries.Examples()
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	return names
}

// example returns the SQL of a shipped query.
func (a *app) example(name string) (string, error) {
	list, err := queries.Examples()
	if err != nil {
		return "", err
	}
	for _, e := range list {
		if e.Name == name {
			return e.SQL, nil
		}
	}
	return "", wrongUse(a.say.Text("usage.no_example", "name", name, "names", strings.Join(exampleNames(), ", ")))
}

// listExamples prints the shipped queries, each with the question that it answers.
func (a *app) listExamples(asJSON bool) error {
	list, err := queries.Examples()
	if err != nil {
		return err
	}
	type listed struct {
		Name     string `json:"name"`
		Question string `json:"question"`
		SQL      string `json:"sql"`
	}
	out := make([]listed, len(list))
	g := rows.Table{Header: []string{a.say.Text("sql.example"), a.say.Text("sql.question")}, Wrap: 2, Terminal: a.outTerminal}
	for i, e := range list {
		out[i] = listed{e.Name, a.either(e.Question()), e.SQL}
		g.Add(e.Name, out[i].Question)
	}
	if asJSON {
		return writeJSON(a.out, struct {
			Examples []listed `json:"examples"`
		}{out})
	}
	return g.Write(a.out)
}
