package synth

import (
	"fmt"
	"math/rand/v2"
)

// lookMess are old numbers and note marks that a person tells from the number by their look alone.
func lookMess() []Mutation {
	var out []Mutation
	for _, kind := range []struct {
		name string
		look Look
	}{
		{"struck_out", LookStruck},
		{"hidden_text", LookHidden},
		{"white_on_white", LookFaint},
		{"note_mark", LookRaised},
		{"covered", LookCovered},
	} {
		out = append(out, Mutation{Name: kind.name, hides: true, Apply: func(d *Document, random *rand.Rand) {
			d.each(RoleValue, func(c *Cell) {
				if !isDigits(c.Text) || c.Stray != nil || random.IntN(6) > 0 {
					return
				}
				c.Stray = &Stray{
					Text: fmt.Sprint(1 + random.IntN(99)), Look: kind.look,
					Behind: kind.look == LookRaised || random.IntN(2) == 0, Way: random.IntN(60),
				}
				if kind.look == LookRaised {
					c.Stray.Text = fmt.Sprint(1 + random.IntN(9))
				}
			})
		}})
	}
	return out
}
