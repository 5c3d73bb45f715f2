package render

import (
	"gongkai/synth"
)

// strayMark is the size of a note mark to that of the text.
const strayMark = 0.6

// stray prints a line with a stray text around a middle; it says false where a width has no room for both.
func (p *typesetter) stray(c synth.Cell, middle, width, y float64) bool {
	s := c.Stray
	now := &p.pages[len(p.pages)-1]
	if s.Look == synth.LookCovered {
		left, w := middle-textWidth(c.Text, fontSize)/2, textWidth(s.Text, fontSize)
		if w > width {
			return false
		}
		at := middle - w/2
		now.under = append(now.under, printed{x: at, y: y, size: fontSize, text: s.Text})
		now.boxes = append(now.boxes, ruling{at - 1, y - fontSize, at + w + 1, y + 0.25*fontSize})
		p.print(left, y, fontSize, c.Text)
		return true
	}
	size := fontSize
	if s.Look == synth.LookRaised {
		size *= strayMark
	}
	main, beside := textWidth(c.Text, fontSize), textWidth(s.Text, size)
	if main+beside > width {
		return false
	}
	left := middle - (main+beside)/2
	at := left
	if s.Behind {
		at += main
	} else {
		left += beside
	}
	p.print(left, y, fontSize, c.Text)
	run := printed{x: at, y: y, size: size, text: s.Text, look: s.Look, stray: true}
	if s.Look == synth.LookRaised {
		run.y -= 0.4 * fontSize
	}
	now.texts = append(now.texts, run)
	if s.Look == synth.LookStruck {
		now.over = append(now.over, ruling{at, y - 0.35*fontSize, at + beside, y - 0.35*fontSize})
	}
	return true
}

// isHidden reports whether a text is not painted.
func (t printed) isHidden() bool { return t.stray && t.look == synth.LookHidden }

// isWhite reports whether a text is painted white.
func (t printed) isWhite() bool { return t.stray && t.look == synth.LookFaint }
