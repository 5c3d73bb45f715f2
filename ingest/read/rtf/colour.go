package rtf

import "gongkai/ingest/read/printed"

// paint is a colour, or none.
type paint struct {
	set    bool
	colour printed.Colour
}

// maxColours bounds the table; real ones have some dozen.
const maxColours = 10_000

func (in *interpreter) colourWord(t *token) {
	part := uint8(min(max(t.number, 0), 255))
	switch string(t.name) {
	case "red":
		in.mixing.colour.Red = part
	case "green":
		in.mixing.colour.Green = part
	case "blue":
		in.mixing.colour.Blue = part
	default:
		return
	}
	in.mixing.set = true
}

// endColours ends an entry of the colour table at every semicolon. One without a colour is the automatic one.
func (in *interpreter) endColours(text []byte) {
	for _, c := range text {
		if c == ';' && len(in.colours) < maxColours {
			in.colours = append(in.colours, in.mixing)
			in.mixing = paint{}
		}
	}
}

func (in *interpreter) colour(number int32) paint {
	if number < 0 || int(number) >= len(in.colours) {
		return paint{}
	}
	return in.colours[number]
}

// shading is the ground of a paragraph or a cell: two colours by number, and the share of the front one in 1/10,000.
type shading struct{ back, front, share int32 }

// shade is the number of a word of a shading.
func shade(t *token) int32 { return int32(min(max(t.number, 0), maxColours)) }

func (in *interpreter) paintOf(s shading) paint {
	back := in.colour(s.back)
	if s.share == 0 {
		return back
	}
	ground := printed.White()
	if back.set {
		ground = back.colour
	}
	return paint{true, in.colour(s.front).colour.Over(ground, float64(s.share)/10_000)}
}

// shade gives a cell the ground that was read before its border.
func (d *rowDef) shade(cell int) {
	if d.ground == (shading{}) {
		return
	}
	for len(d.grounds) < cell {
		d.grounds = append(d.grounds, shading{})
	}
	d.grounds = append(d.grounds, d.ground)
}

// ink says whether a colour can be seen where it stands.
func (in *interpreter) ink(p *properties) printed.Look {
	ink := in.colour(p.value[propInk])
	if !ink.set {
		return 0
	}
	ground, known := in.groundOf(p)
	if !ground.set {
		ground.colour = printed.White()
	}
	look := printed.Ink(ink.colour, ground.colour)
	if back := in.colour(p.value[propBack]); back.set && printed.Ink(ink.colour, back.colour) != look {
		return printed.Dim // Word does not paint this ground, other programs do
	}
	if !known && look != 0 {
		return printed.Dim
	}
	return look
}

// groundOf returns what lies behind a run, and whether that is known.
func (in *interpreter) groundOf(p *properties) (ground paint, known bool) {
	if marker := in.colour(p.value[propMarker]); marker.set {
		return marker, true
	}
	own := shading{back: p.value[propGround], front: p.value[propFront], share: p.value[propPattern]}
	for _, s := range []shading{own, in.ground} {
		if ground := in.paintOf(s); ground.set {
			return ground, true
		}
	}
	depth := in.tableDepth()
	if depth == 0 {
		return paint{}, true
	}
	def := in.rows[depth]
	if def == nil {
		return paint{}, false
	}
	if i := in.out.CellsOfRow(depth); i < len(def.grounds) {
		if ground := in.paintOf(def.grounds[i]); ground.set {
			return ground, true
		}
	}
	return paint{}, !def.styled || !in.tableShades
}
