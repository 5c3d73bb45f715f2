package mutate

import (
	"fmt"
	"math/rand/v2"

	"gongkai/synth"
)

// lookMess are old numbers and note marks that a person tells from the number by their look alone.
func lookMess() []Mutation {
	var out []Mutation
	for _, kind := range []struct {
		name string
		look synth.Look
	}{
		{"struck_out", synth.LookStruck},
		{"hidden_text", synth.LookHidden},
		{"white_on_white", synth.LookFaint},
		{"note_mark", synth.LookRaised},
		{"covered", synth.LookCovered},
	} {
		out = append(out, Mutation{Name: kind.name, Hides: true, Apply: func(d *synth.Document, random *rand.Rand) {
			d.Each(synth.RoleValue, func(c *synth.Cell) {
				if !isDigits(c.Text) || c.Stray != nil || random.IntN(6) > 0 {
					return
				}
				c.Stray = &synth.Stray{
					Text: fmt.Sprint(1 + random.IntN(99)), Look: kind.look,
					Behind: kind.look == synth.LookRaised || random.IntN(2) == 0, Way: random.IntN(60),
				}
				if kind.look == synth.LookRaised {
					c.Stray.Text = fmt.Sprint(1 + random.IntN(9))
				}
			})
		}})
	}
	return out
}
