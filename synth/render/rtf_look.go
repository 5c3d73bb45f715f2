package render

import (
	"gongkai/synth"
)

// strayStylesRTF are the colours and styles that stray texts use.
const strayStylesRTF = `{\colortbl;\red255\green255\blue255;}{\stylesheet{\s0 Normal;}{\*\cs16\additive\strike s1;}` +
	`{\*\cs17\additive\v s2;}` +
	`{\*\cs18\additive\super s3;}}` + "\n"

// strayRTF writes the text of a cell with the stray text beside it.
func strayRTF(c synth.Cell) string {
	text := rtfText(c.Text)
	if c.Stray == nil || c.Stray.Look == synth.LookCovered {
		return text
	}
	ways := map[synth.Look][]string{
		synth.LookStruck: {`\strike`, `\striked1`, `\cs16\strike`, `\cs16`},
		synth.LookHidden: {`\v`, `\cs17\v`, `\cs17`},
		synth.LookFaint:  {`\cf1`},
		synth.LookRaised: {`\super`, `\up6\fs12`, `\cs18`},
	}[c.Stray.Look]
	return c.With(text, "{"+ways[c.Stray.Choose(len(ways))]+" "+rtfText(c.Stray.Text)+"}")
}
