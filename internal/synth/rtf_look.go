package synth

// strayStylesRTF are the colours and styles that stray texts use.
const strayStylesRTF = `{\colortbl;\red255\green255\blue255;}{\stylesheet{\s0 Normal;}{\*\cs16\additive\strike s1;}{\*\cs17\additive\v s2;}` +
	`{\*\cs18\additive\super s3;}}` + "\n"

// strayRTF writes the text of a cell with the stray text beside it.
func strayRTF(c Cell) string {
	text := rtfText(c.Text)
	if c.Stray == nil || c.Stray.Look == LookCovered {
		return text
	}
	ways := map[Look][]string{
		LookStruck: {`\strike`, `\striked1`, `\cs16\strike`, `\cs16`},
		LookHidden: {`\v`, `\cs17\v`, `\cs17`},
		LookFaint:  {`\cf1`},
		LookRaised: {`\super`, `\up6\fs12`, `\cs18`},
	}[c.Stray.Look]
	return c.with(text, "{"+ways[c.Stray.way(len(ways))]+" "+rtfText(c.Stray.Text)+"}")
}
