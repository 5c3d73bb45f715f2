package main

import (
	"bufio"
	"context"
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/warehouse/record"
)

//go:embed sql/agency_known.sql
var agencyKnownSQL string

//go:embed sql/agency_registered.sql
var agencyRegisteredSQL string

// newBody is a body of a list that the warehouse does not know: a new one, or a slip in the name of another.
type newBody struct {
	Row        int    `json:"row"`
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	Nearest    string `json:"nearest,omitempty"`  // of the names known in the region
	Distance   int    `json:"distance,omitempty"` // characters to put in, take out or change to come from one to the other
}

// nameInRegion is what bodies are told apart by.
type nameInRegion struct{ name, region string }

// bodyYear is an entry of the register.
type bodyYear struct {
	body int64
	year int
}

// roll is what the warehouse knows of bodies when a list comes in.
type roll struct {
	bodies     map[nameInRegion]int64
	names      map[string][]string // of each region, in their order
	registered map[bodyYear]int64  // the id under which the entry that counts was made
}

func readRoll(ctx context.Context, source querySource) (*roll, error) {
	r := &roll{bodies: map[nameInRegion]int64{}, names: map[string][]string{}, registered: map[bodyYear]int64{}}
	err := eachRow(ctx, source, agencyKnownSQL, func(scan func(...any) error) error {
		var n nameInRegion
		var id int64
		err := scan(&n.name, &n.region, &id)
		r.bodies[n] = id
		r.names[n.region] = append(r.names[n.region], n.name)
		return err
	})
	if err != nil {
		return nil, err
	}
	return r, eachRow(ctx, source, agencyRegisteredSQL, func(scan func(...any) error) error {
		var k bodyYear
		var id int64
		err := scan(&k.body, &k.year, &id)
		r.registered[k] = id
		return err
	})
}

// nearest returns the known name of a region that a name is nearest to, and how far it is.
func (r *roll) nearest(name, region string) (best string, least int) {
	for _, known := range r.names[region] {
		apart := utf8.RuneCountInString(known) - utf8.RuneCountInString(name)
		if best != "" && max(apart, -apart) >= least {
			continue
		}
		if d := runeDistance(name, known); best == "" || d < least {
			best, least = known, d
		}
	}
	return best, least
}

// longName is longer than any name of a body; what is longer is compared up to here.
const longName = 100

// runeDistance is the number of characters to put in, take out or change to come from a to b.
func runeDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	from, to = from[:min(len(from), longName)], to[:min(len(to), longName)]
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j := range to {
			change := diagonal
			if from[i] != to[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}

// consent lists the bodies that are new and asks whether to take them: --yes says so, else a person on a terminal does. Nobody is asked
// where nobody sits there, as in a script.
func (a *app) consent(ctx context.Context, list []newBody, o agencyImportOptions) error {
	if len(list) == 0 {
		return nil
	}
	for _, b := range list {
		key := "import.new_body"
		if b.Nearest != "" {
			key = "import.new_body_near"
		}
		a.notef("%s", printable(oneLine(a.say.Text(key, "row", b.Row, "agency", b.Agency, "region", b.RegionCode, "nearest", b.Nearest))))
	}
	switch {
	case o.yes || o.dryRun:
		return nil
	case a.inTerminal && a.errTerminal:
		yes, err := a.ask(ctx, a.say.Text("import.ask", "count", len(list)))
		if err != nil || yes {
			return err
		}
	}
	return wrongUse(a.say.Text("import.new_bodies", "path", o.path, "count", len(list)))
}

// ask puts a question to the person at the terminal. Anything but a yes is a no. An interrupt need not wait for an answer.
func (a *app) ask(ctx context.Context, question string) (bool, error) {
	a.notef("%s", question)
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(a.in).ReadString('\n') // the end of the input is no answer
		answer <- strings.ToLower(strings.TrimSpace(line))
	}()
	select {
	case said := <-answer:
		return slices.Contains(strings.Fields(a.say.Text("import.yes")), said), nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// find returns the body that the warehouse has of a name in a region, under this or another name.
func (r *roll) find(region string, names ...string) (int64, bool) {
	for _, name := range names {
		if id, ok := r.bodies[nameInRegion{name, region}]; ok {
			return id, true
		}
	}
	return 0, false
}

// list notes a body that the warehouse does not know, for a person to be asked about.
func (i *registerImport) list(row int, name, region string) {
	nearest, distance := i.roll.nearest(name, region)
	i.fresh = append(i.fresh, newBody{Row: row, Agency: name, RegionCode: region, Nearest: nearest, Distance: distance})
	i.roll.bodies[nameInRegion{name, region}] = record.AgencyID(name, region)
}
