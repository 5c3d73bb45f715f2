package nation

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"gongkai/config/regions"
)

// node is a region of an invented nation with its bodies.
type node struct {
	region     regions.Region
	name       string // as its bodies are named: a district with its city
	government *post  // nil of the nation and of zones
	posts      []post // in the order in which they come to report
	bodies     int    // how many of them do
	children   []*node
	chosen     []*node // those of the children that report
	capacity   int     // bodies of its own and below
}

// plan chooses the regions and bodies that report each year.
func (n *Nation) plan(bodies int) error {
	n.root = n.grow(regions.Region{Code: regions.Nation, Level: regions.LevelNation}, n.states())
	if bodies > n.root.capacity {
		years := n.options.Years[1] - n.options.Years[0] + 1
		return OptionError{"reports", fmt.Sprint(n.options.Reports), fmt.Sprintf("%d…%d", years, n.root.capacity*years)}
	}
	n.bodies = bodies
	n.root.allot(bodies, n.random("plan"))
	return nil
}

// random returns the numbers of one part of the nation, that do not depend on the others.
func (n *Nation) random(part string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(part))
	return rand.New(rand.NewPCG(n.options.Seed, h.Sum64()))
}

// states are the regions that are the same in all the years, by the code of what they belong to. What was renamed or moved
// meanwhile is left out, and what shares its name with another and is no district: the truth about who reported must be
// beyond dispute.
func (n *Nation) states() map[string][]regions.Region {
	below := map[string][]regions.Region{}
	for _, r := range n.source.Divisions.All() {
		if !r.In(n.options.Years[0]) || !r.In(n.options.Years[1]) || r.Level == regions.LevelNation {
			continue
		}
		if n.source.IsDistrict(r.Name) || len(n.source.Divisions.ByName(r.Name, n.options.Years[0])) == 1 &&
			len(n.source.Divisions.ByName(r.Name, n.options.Years[1])) == 1 {
			below[r.ParentCode] = append(below[r.ParentCode], r)
		}
	}
	return below
}

// grow builds the tree below a region.
func (n *Nation) grow(r regions.Region, below map[string][]regions.Region) *node {
	at := &node{region: r, name: n.called(r)}
	level := r.Level
	if r.Kind == regions.KindZone {
		level = levelZone
	}
	random := n.random("posts " + r.Code)
	for _, p := range n.posts {
		switch {
		case p.level != level:
		case p.kind == kindGovernment:
			p.name = at.name + p.name
			for _, ending := range n.source.Words["prefecture"] {
				if r.Level == regions.LevelCity && strings.HasSuffix(r.Name, ending) {
					p.name = at.name + n.source.Words.One("commission_office")
				}
			}
			at.government = &p
		default:
			p.name = fmt.Sprintf(p.name, at.name)
			at.posts = append(at.posts, p)
		}
	}
	// The office comes first; who of the others reports is chance.
	if len(at.posts) > 2 {
		random.Shuffle(len(at.posts)-1, func(i, j int) { at.posts[i+1], at.posts[j+1] = at.posts[j+1], at.posts[i+1] })
	}
	at.capacity = len(at.posts)
	if at.government != nil {
		at.capacity++
	}
	if level != levelZone {
		for _, child := range below[r.Code] {
			c := n.grow(child, below)
			at.children = append(at.children, c)
			at.capacity += c.capacity
		}
	}
	random.Shuffle(len(at.children), func(i, j int) { at.children[i], at.children[j] = at.children[j], at.children[i] })
	return at
}

// called is what the bodies of a region put before their own names: a district comes with its city, as 淮安市洪泽区.
func (n *Nation) called(r regions.Region) string {
	if r.Level != regions.LevelCounty || r.Kind != regions.KindDivision || !n.source.IsDistrict(r.Name) {
		return r.Name
	}
	parent, _ := n.source.Divisions.At(r.ParentCode, n.options.Years[1])
	return parent.Name + r.Name
}

// perChild is how many bodies a region below should have at least, so that a small nation has few regions with something
// in them rather than many with a government alone.
func (at *node) perChild() int {
	switch at.region.Level {
	case regions.LevelNation:
		return 60
	case regions.LevelProvince:
		return 24
	}
	return 8
}

// allot gives a region so many bodies with all that is below it: the government, some of its own, the rest below.
func (at *node) allot(bodies int, random *rand.Rand) {
	if at.government != nil {
		bodies--
	}
	below := at.capacity - len(at.posts)
	if at.government != nil {
		below--
	}
	at.bodies = min(len(at.posts), max(bodies-below, min(bodies, 2+bodies/8)))
	rest := bodies - at.bodies
	if rest == 0 {
		return
	}
	few := min(len(at.children), max(2, rest/at.perChild()))
	room := 0
	for _, c := range at.children {
		if len(at.chosen) >= few && room >= rest || rest <= len(at.chosen) {
			break
		}
		at.chosen = append(at.chosen, c)
		room += c.capacity
	}
	// The smallest are filled first, so that what does not fit goes to the larger ones.
	slices.SortStableFunc(at.chosen, func(a, b *node) int { return cmp.Compare(a.capacity, b.capacity) })
	for i, c := range at.chosen {
		part := min(c.capacity, (rest+len(at.chosen)-i-1)/(len(at.chosen)-i))
		rest -= part
		c.allot(part, random)
	}
	slices.SortFunc(at.chosen, func(a, b *node) int { return strings.Compare(a.region.Code, b.region.Code) })
}
