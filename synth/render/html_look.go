package render

import (
	"strings"

	"gongkai/synth"
)

// strayStyle are the rules that stray texts use.
const strayStyle = `<style>
span.s1 { text-decoration: line-through } .s2 > b, td .s2 { display: none; }
table td span.s3 { color: #fff } .s4, .s4x { vertical-align: super; font-size: 60% }
</style>`

// strayHTML writes the text of a cell with the stray text beside it.
func strayHTML(c synth.Cell, text string) string {
	if c.Stray == nil || c.Stray.Look == synth.LookCovered {
		return text
	}
	ways := map[synth.Look][]string{
		synth.LookStruck: {"<s>?</s>", "<del>?</del>", "<span style=\"text-decoration:line-through\">?</span>", "<span class=s1>?</span>"},
		synth.LookHidden: {
			"<span style='display: none'>?</span>", "<span style='visibility:hidden'>?</span>", "<i style='font-size:0'>?</i>",
			"<span class='x s2'>?</span>", "<span hidden>?</span>",
		},
		synth.LookFaint: {
			"<span style='color:white'>?</span>", "<font color=#FFFFFF>?</font>", "<span class=s3>?</span>",
			"<b style='opacity:0'>?</b>",
		},
		synth.LookRaised: {"<sup>?</sup>", "<span style='vertical-align:super;font-size:7pt'>?</span>", "<span class=s4>?</span>"},
	}[c.Stray.Look]
	return c.With(text, strings.Replace(ways[c.Stray.Choose(len(ways))], "?", plainText(c.Stray.Text), 1))
}

// strayWord is strayHTML in the paragraphs of Word.
func strayWord(c synth.Cell) string {
	text := wordText(c.Text)
	if c.Stray == nil || strings.Contains(c.Text, "\n") {
		return text
	}
	const open = "<p class=MsoNormal style='text-align:center'>"
	inner := strings.TrimSuffix(strings.TrimPrefix(text, open), "</p>")
	return open + strayHTML(c, inner) + "</p>"
}
