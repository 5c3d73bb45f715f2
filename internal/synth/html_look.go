package synth

import "strings"

// strayStyle are the rules that stray texts use.
const strayStyle = `<style>
span.s1 { text-decoration: line-through } .s2 > b, td .s2 { display: none; }
table td span.s3 { color: #fff } .s4, .s4x { vertical-align: super; font-size: 60% }
</style>`

// strayHTML writes the text of a cell with the stray text beside it.
func strayHTML(c Cell, text string) string {
	if c.Stray == nil || c.Stray.Look == LookCovered {
		return text
	}
	ways := map[Look][]string{
		LookStruck: {"<s>?</s>", "<del>?</del>", "<span style=\"text-decoration:line-through\">?</span>", "<span class=s1>?</span>"},
		LookHidden: {
			"<span style='display: none'>?</span>", "<span style='visibility:hidden'>?</span>", "<i style='font-size:0'>?</i>",
			"<span class='x s2'>?</span>", "<span hidden>?</span>",
		},
		LookFaint:  {"<span style='color:white'>?</span>", "<font color=#FFFFFF>?</font>", "<span class=s3>?</span>", "<b style='opacity:0'>?</b>"},
		LookRaised: {"<sup>?</sup>", "<span style='vertical-align:super;font-size:7pt'>?</span>", "<span class=s4>?</span>"},
	}[c.Stray.Look]
	return c.with(text, strings.Replace(ways[c.Stray.way(len(ways))], "?", plainText(c.Stray.Text), 1))
}

// strayWord is strayHTML in the paragraphs of Word.
func strayWord(c Cell) string {
	text := wordText(c.Text)
	if c.Stray == nil || strings.Contains(c.Text, "\n") {
		return text
	}
	const open = "<p class=MsoNormal style='text-align:center'>"
	inner := strings.TrimSuffix(strings.TrimPrefix(text, open), "</p>")
	return open + strayHTML(c, inner) + "</p>"
}
