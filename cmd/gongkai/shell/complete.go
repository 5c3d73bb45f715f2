package shell

import (
	"context"
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/rows"
)

//go:embed sql/word.sql
var wordSQL string

// words are what the shell completes, each list sorted and without doubles.
type words struct {
	relations []string
	columns   map[string][]string // by relation
	values    []string            // indicator codes and their parts, names and codes of regions, agencies
	keywords  []string
}

func readWords(ctx context.Context, s *queries.Session) (words, error) {
	w := words{columns: map[string][]string{}}
	public, err := publicNames()
	if err != nil {
		return w, err
	}
	err = sqlfile.Rows(ctx, s.Query, wordSQL, func(scan sqlfile.Scan) error {
		var kind, word, relation string
		err := scan(&kind, &word, &relation)
		switch kind {
		case "relation":
			w.relations = append(w.relations, word)
		case "column":
			w.columns[relation] = append(w.columns[relation], word)
		case "value":
			w.values = append(w.values, word)
		default:
			w.keywords = append(w.keywords, word)
		}
		return err
	}, public)
	return w, err
}

// publicNames are the names of the public tables and views, as the shell's questions want them.
func publicNames() (string, error) {
	names, err := queries.Public()
	if err != nil {
		return "", err
	}
	encoded, err := json.Marshal(names)
	return string(encoded), err
}

// complete offers what the word before the cursor may become. Inside a text it is a value; behind FROM a relation; else a
// column of the relations that the statement names, a relation, or a word of SQL.
func (s *Shell) complete(line string, pos int) (head string, found []string, tail string) {
	runes := []rune(line)
	before, tail := string(runes[:pos]), string(runes[pos:])
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, `\`) {
		return s.completeCommand(before, tail)
	}
	whole := s.typed.text + "\n" + before
	if in := scan(whole, func(int, byte) bool { return true }); in == '\'' {
		at := strings.LastIndex(before, "'") + 1
		return before[:at], matching(s.words.values, before[at:]), tail
	}
	head = strings.TrimRightFunc(before, isOfName)
	prefix := before[len(head):]
	if strings.HasSuffix(head, ".") {
		return head, matching(s.words.columnsOf(whole+tail), prefix), tail
	}
	if last := lastWord(strings.TrimSuffix(whole, prefix)); last == "FROM" || last == "JOIN" || last == "DESCRIBE" || last == "SUMMARIZE" {
		return head, matching(s.words.relations, prefix), tail
	}
	if prefix == "" {
		return head, nil, tail
	}
	found = matching(s.words.columnsOf(whole+tail), prefix)
	found = append(found, matching(s.words.relations, prefix)...)
	for _, k := range matching(s.words.keywords, strings.ToUpper(prefix)) {
		if strings.ToLower(prefix) == prefix {
			k = strings.ToLower(k)
		}
		found = append(found, k)
	}
	slices.Sort(found)
	return head, slices.Compact(found), tail
}

// completeCommand completes a command of the shell and its argument.
func (s *Shell) completeCommand(before, tail string) (head string, found []string, rest string) {
	name, argument, hasArgument := strings.Cut(before, " ")
	if !hasArgument {
		var names []string
		for _, c := range commands() {
			names = append(names, c.names...)
		}
		return "", matching(names, before), tail
	}
	var list []string
	switch name {
	case `\d`, ".describe":
		list = s.words.relations
	case ".example":
		list = s.Examples
	case ".format":
		list = rows.FormatNames()
	case ".values":
		list = []string{"published", "adjusted"}
	case ".boundaries":
		list = []string{"year", "today"}
	case ".strict", ".pager", ".timing", `\timing`:
		list = []string{"on", "off"}
	}
	return name + " ", matching(list, argument), tail
}

// isOfName reports whether a letter can stand in a name without quotes.
func isOfName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// columnsOf lists the columns of the relations that a text names; where it names none, all.
func (w *words) columnsOf(text string) []string {
	var found []string
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return !isOfName(r) }) {
		found = append(found, w.columns[strings.ToLower(f)]...)
	}
	if len(found) == 0 {
		for _, list := range w.columns {
			found = append(found, list...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// matching returns the words that begin so, whatever the case of the letters.
func matching(list []string, prefix string) []string {
	var found []string
	for _, w := range list {
		if len(w) >= len(prefix) && strings.EqualFold(w[:len(prefix)], prefix) {
			found = append(found, w)
		}
	}
	return found
}

// lastWord is the last word of a text in capitals.
func lastWord(text string) string {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return ""
	}
	return strings.ToUpper(fields[len(fields)-1])
}
