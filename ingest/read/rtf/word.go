package rtf

import (
	"bytes"

	"gongkai/ingest/read/wordtable"
)

// word obeys a control word.
func (in *interpreter) word(t *token) error {
	starred, fresh := in.starred, in.fresh
	in.starred, in.fresh = false, false
	if in.reads == tableStyles && !in.skip {
		in.styleWord(t)
		return nil
	}
	if fresh && in.destination(t.name, starred) {
		return nil
	}
	if in.reads != tableNone {
		in.headWord(t)
		return nil
	}
	if in.skip {
		in.skippedWord(t)
		return nil
	}
	if in.rowWord(t) {
		return nil
	}
	switch string(t.name) {
	case "par", "sect":
		return in.paragraph()
	case "cell":
		return in.endCell(1)
	case "row":
		return in.endRow(1)
	case "nestcell":
		return in.endCell(max(2, in.depth))
	case "nestrow":
		return in.endRow(max(2, in.depth))
	}
	in.format(t)
	return nil
}

func (in *interpreter) headWord(t *token) {
	switch in.reads {
	case tableFonts:
		in.fontWord(t)
	case tableColours:
		in.colourWord(t)
	case tableLists:
		in.lists.word(t)
	case tableNone, tableStyles:
	}
}

// destination looks at the first word of a group, which may say that the group is not text. It reports whether
// there is nothing more to do about the word.
func (in *interpreter) destination(name []byte, starred bool) bool {
	switch string(name) {
	case "fonttbl":
		in.reads = tableFonts
		return true
	case "colortbl":
		in.reads = tableColours
		return true
	case "stylesheet":
		in.reads, in.sheet.depth = tableStyles, len(in.stack)
		return true
	case "listtable", "listoverridetable":
		in.reads = tableLists
		return true
	case "list", "listlevel", "leveltext", "listoverride":
		return false
	case "nesttableprops":
		in.rowProps = true
		return true
	case "listtext", "pntext":
		in.number, in.numbered = true, true
		return true
	case "colorschememapping", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr",
		"footerf", "annotation", "nonesttables", "nonshppict", "xe", "tc", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc":
		in.skip = true
		return true
	}
	switch string(name) {
	case "upr": // the same text twice: for old programs, and behind \*\ud
		in.twice, in.skip = !in.skip, true
		return true
	case "ud":
		in.skip = in.skip && !in.twice
		in.twice = false
		return true
	}
	if in.object(name) {
		return true
	}
	if starred { // what a reader does not know, it must pass over
		in.skip = true
	}
	return starred
}

func (in *interpreter) fontWord(t *token) {
	switch string(t.name) {
	case "f":
		in.font = t.number
	case "fcharset":
		f := in.fontTable[in.font]
		f.charset = t.number
		in.setFont(f)
		in.suggest(pageOfCharset(t.number))
	case "cpg":
		f := in.fontTable[in.font]
		f.page = t.number
		in.setFont(f)
		in.suggest(t.number)
	}
}

// maxFonts bounds the table; real ones have some hundred.
const maxFonts = 10_000

func (in *interpreter) setFont(f font) {
	if len(in.fontTable) < maxFonts {
		in.fontTable[in.font] = f
	}
}

// suggest takes the first wide code page as the one for bytes that fit no other.
func (in *interpreter) suggest(page int) {
	if in.fallback == 0 && wide(page) {
		in.fallback = page
	}
}

// rowWord obeys the words that describe a row.
func (in *interpreter) rowWord(t *token) bool {
	depth := 1
	if in.rowProps {
		depth = max(2, in.depth)
	}
	if string(t.name) == "trowd" {
		if len(in.rows) < maxSlots {
			in.rows[depth] = &rowDef{}
		}
		return true
	}
	def := in.rows[depth]
	if def == nil {
		return false
	}
	switch string(t.name) {
	case "trrh":
		def.height = t.number
	case "trleft":
		def.left = t.number
	case "clmgf":
		def.pending.Horizontal = wordtable.MergeFirst
	case "clmrg":
		def.pending.Horizontal = wordtable.MergeNext
	case "clvmgf":
		def.pending.Vertical = wordtable.MergeFirst
	case "clvmrg":
		def.pending.Vertical = wordtable.MergeNext
	case "clcbpat":
		def.ground.back = shade(t)
	case "clcfpat":
		def.ground.front = shade(t)
	case "clshdng":
		def.ground.share = shade(t)
	case "ts", "yts":
		def.styled = t.number != 0
	case "cellx":
		slot := def.pending
		def.pending = wordtable.Slot{}
		slot.Left, slot.Right = def.left, t.number
		if n := len(def.slots); n > 0 {
			slot.Left = def.slots[n-1].Right
		}
		if len(def.slots) < maxSlots {
			def.shade(len(def.slots))
			def.slots = append(def.slots, slot)
		}
		def.ground = shading{}
	default:
		return drawsRow(t.name)
	}
	return true
}

// drawsRow reports whether a word is one of those many about borders, widths and margins of a row, its cells (\cl) and itself (\tr),
// which say nothing about text.
func drawsRow(name []byte) bool {
	if len(name) < 4 {
		return false
	}
	switch name[0] {
	case 'c':
		return name[1] == 'l'
	case 't':
		return name[1] == 'r'
	}
	return bytes.HasPrefix(name, []byte("brdr"))
}

// format obeys the words that change how text is read or looks, and those that stand for a character.
func (in *interpreter) format(t *token) {
	switch string(t.name) {
	case "ansicpg":
		in.page = t.number
		in.suggest(t.number)
	case "f":
		in.font = t.number
	case "uc":
		in.escape = max(0, t.number)
	case "u":
		in.unicode(t.number)
	case "plain":
		in.own, in.charStyle, in.known = properties{}, 0, false
	case "cs":
		in.charStyle, in.known = t.number, false
	case "chftn":
		in.settle()
		in.text.NoteNumber()
	case "chpgn", "chdate", "chdpl", "chdpa", "chtime", "sectnum": // numbers that Word works out
		if in.seen() {
			in.show()
			in.text.Field()
		}
	case "tab":
		in.write("\t")
	case "line", "page", "column":
		in.write("\n")
	case "pard":
		in.inTable, in.depth = false, 0
		in.ground, in.list, in.level = shading{}, 0, 0
		in.paraStyle, in.known, in.oldList, in.line = 0, false, false, 0
	case "s":
		in.paraStyle, in.known = t.number, false
	case "ls":
		in.list = t.number
	case "sl":
		in.line = t.number
	case "ilvl":
		in.level = t.number
	case "intbl":
		in.inTable = !t.hasNumber || t.number != 0
	case "itap":
		in.depth = max(0, t.number)
		in.inTable = in.inTable || in.depth > 0
	case "cbpat":
		in.ground.back = shade(t)
	case "cfpat":
		in.ground.front = shade(t)
	case "shading":
		in.ground.share = shade(t)
	default:
		if in.own.apply(t) {
			in.known = false
			return
		}
		in.write(named(t.name))
	}
}

// named is the character that a word stands for.
func named(word []byte) string {
	switch string(word) {
	case "emdash":
		return "—"
	case "endash":
		return "–"
	case "lquote":
		return "‘"
	case "rquote":
		return "’"
	case "ldblquote":
		return "“"
	case "rdblquote":
		return "”"
	case "bullet":
		return "•"
	case "emspace":
		return "\u2003"
	case "enspace":
		return "\u2002"
	case "qmspace":
		return "\u2005"
	}
	return ""
}
