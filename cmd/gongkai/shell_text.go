package main

import "strings"

// pending is what was typed so far of one statement.
type pending struct{ text string }

// add takes a line and returns the statements that it ends, without their semicolons. What stands behind the last
// semicolon stays pending.
func (p *pending) add(line string) []string {
	if p.text != "" {
		p.text += "\n"
	}
	p.text += line
	var done []string
	for {
		end := endOfStatement(p.text)
		if end < 0 {
			break
		}
		if statement := strings.TrimSpace(p.text[:end]); statement != "" {
			done = append(done, statement)
		}
		p.text = strings.TrimLeft(p.text[end+1:], " \t\n")
	}
	return done
}

// isEmpty reports whether nothing but remarks and blanks is pending.
func (p *pending) isEmpty() bool { return strings.TrimSpace(withoutRemarks(p.text)) == "" }

// scan walks over SQL and calls visit with each byte that stands outside of quotes and remarks, until it returns false.
// It returns in what the text ends: 0, or one of ' " - * for a text, a name, a remark of one line, or one of more.
func scan(text string, visit func(at int) bool) byte {
	in := byte(0)
	for i := 0; i < len(text); i++ {
		next := byte(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		switch c := text[i]; {
		case in == '\'' || in == '"':
			if c == in {
				in = 0 // a doubled quote ends it and begins it again
			}
		case in == '-':
			if c == '\n' {
				in = 0
			}
		case in == '*':
			if c == '*' && next == '/' {
				in = 0
				i++
			}
		case c == '\'' || c == '"':
			in = c
		case c == '-' && next == '-':
			in = '-'
		case c == '/' && next == '*':
			in = '*'
			i++
		default:
			if !visit(i) {
				return in
			}
		}
	}
	return in
}

// endOfStatement returns the place of the first semicolon outside of quotes and remarks, -1 where there is none.
func endOfStatement(text string) int {
	end := -1
	scan(text, func(at int) bool {
		if text[at] == ';' {
			end = at
		}
		return end < 0
	})
	return end
}

// historyLine is a statement as the history keeps it: on one line and without remarks, so that it can be edited as one.
func historyLine(statement string) string {
	lines := strings.Split(withoutRemarks(statement), "\n")
	var kept []string
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, " ")
}

// withoutRemarks cuts the remarks of one line out of SQL. A line break inside a text stays one.
func withoutRemarks(text string) string {
	var lines []string
	open := byte(0)
	kept := ""
	for _, line := range strings.Split(text, "\n") {
		// Whether a line begins inside of a text depends on the lines before it.
		prefix := kept
		cut := len(line)
		for i := 0; i+1 < len(line); i++ {
			if line[i] == '-' && line[i+1] == '-' && scan(prefix+line[:i], func(int) bool { return true }) == 0 {
				cut = i
				break
			}
		}
		lines = append(lines, line[:cut])
		kept += line[:cut] + "\n"
		open = scan(kept, func(int) bool { return true })
		if open == 0 {
			kept = ""
		}
	}
	return strings.Join(lines, "\n")
}
