package shell

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

// scan walks over SQL and calls visit with each byte and what it stands in, until it returns false: 0, or one of ' " - * for a
// text, a name, a remark of one line, or one of more; what opens and closes them belongs to them. It returns in what the text ends.
func scan(text string, visit func(at int, in byte) bool) byte {
	in := byte(0)
	for i := 0; i < len(text); {
		here, width := in, 1
		switch rest := text[i:]; {
		case in == '\'' || in == '"':
			if rest[0] == in {
				in = 0 // a doubled quote ends it and begins it again
			}
		case in == '-':
			if rest[0] == '\n' {
				in, here = 0, 0
			}
		case in == '*':
			if strings.HasPrefix(rest, "*/") {
				in, width = 0, 2
			}
		case rest[0] == '\'' || rest[0] == '"':
			in, here = rest[0], rest[0]
		case strings.HasPrefix(rest, "--"):
			in, here = '-', '-'
		case strings.HasPrefix(rest, "/*"):
			in, here, width = '*', '*', 2
		}
		for ; width > 0; width-- {
			if !visit(i, here) {
				return in
			}
			i++
		}
	}
	return in
}

// endOfStatement returns the place of the first semicolon outside of quotes and remarks, -1 where there is none.
func endOfStatement(text string) int {
	end := -1
	scan(text, func(at int, in byte) bool {
		if text[at] == ';' && in == 0 {
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
	var kept strings.Builder
	scan(text, func(at int, in byte) bool {
		if in != '-' {
			kept.WriteByte(text[at])
		}
		return true
	})
	return kept.String()
}
