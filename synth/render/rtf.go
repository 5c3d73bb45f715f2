package render

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"gongkai/synth"
)

// rtf is a rich text as Word saves it under .doc: \clvmgf begins a cell over rows, \clvmrg goes on.
func rtf(d *synth.Document) ([]byte, error) {
	var out strings.Builder
	out.WriteString(`{\rtf1\ansi\ansicpg936\uc1\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}` + "\n")
	if d.HasStrays() {
		out.WriteString(strayStylesRTF)
	}
	for _, b := range d.Blocks {
		if b.Table == nil {
			out.WriteString(`\pard\plain\fs32 ` + rtfText(b.Text) + "\\par\n")
			continue
		}
		rtfTable(&out, b.Table)
		out.WriteString("\\pard\\par\n")
	}
	out.WriteString("}")
	return []byte(out.String()), nil
}

func rtfTable(out *strings.Builder, t *synth.Table) {
	const width = 900 // twips of a column
	for r, row := range t.Lattice() {
		var shape, text strings.Builder
		shape.WriteString(`\trowd\trgaph108\trleft0`)
		for c := 0; c < len(row); {
			s := row[c]
			if !s.Covered && allFree(row[c:]) {
				break
			}
			span := 1
			for s.Covered && c+span < len(row) && row[c+span] == s {
				span++
			}
			printed := synth.Cell{}
			if s.Covered {
				cell := t.Rows[s.Row][s.Cell]
				switch {
				case cell.RowSpan > 1 && s.Row == r:
					shape.WriteString(`\clvmgf`)
					printed = cell
				case cell.RowSpan > 1:
					shape.WriteString(`\clvmrg`)
				default:
					printed = cell
				}
			}
			c += span
			fmt.Fprintf(&shape, `\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs\cellx%d`, c*width)
			text.WriteString(`\pard\intbl\qc ` + strayRTF(printed) + `\cell`)
		}
		out.WriteString(shape.String() + "\n" + text.String() + "\\row\n")
	}
}

// rtfText writes everything beyond ASCII as \u with a question mark for old programs.
func rtfText(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n':
			out.WriteString(`\line `)
		case r == '\\' || r == '{' || r == '}':
			out.WriteString(`\` + string(r))
		case r < 0x80:
			out.WriteRune(r)
		case r == 0xA0:
			out.WriteString(`\~`)
		default:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&out, `\u%d?`, int16(unit))
			}
		}
	}
	return out.String()
}
