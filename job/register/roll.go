package register

import (
	"context"
	"unicode/utf8"

	"gongkai/internal/sqlfile"
	"gongkai/warehouse/record"
)

// NewBody is a body of a list that the warehouse does not know: a new one, or a slip in the name of another.
type NewBody struct {
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

func readRoll(ctx context.Context, source sqlfile.Source) (*roll, error) {
	r := &roll{bodies: map[nameInRegion]int64{}, names: map[string][]string{}, registered: map[bodyYear]int64{}}
	err := statements().Each(ctx, source, "known_body", func(scan sqlfile.Scan) error {
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
	return r, statements().Each(ctx, source, "registered", func(scan sqlfile.Scan) error {
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
func (i *listImport) list(row int, name, region string) {
	nearest, distance := i.roll.nearest(name, region)
	i.fresh = append(i.fresh, NewBody{Row: row, Agency: name, RegionCode: region, Nearest: nearest, Distance: distance})
	i.roll.bodies[nameInRegion{name, region}] = record.AgencyID(name, region)
}
