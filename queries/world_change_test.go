package queries

import (
	"fmt"
	"math/rand/v2"
)

// isThere says whether a region exists in a year.
func (w *world) isThere(region, year int) bool {
	g := w.regions[region]
	return g.from <= year && (g.to == 0 || g.to >= year)
}

// change ends some regions after the first year: a county gets a new code, moves to another city, goes into another county or
// is divided; a city goes into another. What is below them goes along.
func (w *world) change(r *rand.Rand) {
	var cities, counties []int
	for region, g := range w.regions {
		switch {
		case g.level == "city":
			cities = append(cities, region)
		case g.level == "county" && g.kind == "division":
			counties = append(counties, region)
		}
	}
	takesOver := map[int]bool{} // stays: a region may not end on the day on which it takes over another
	for _, county := range counties {
		parent := w.regions[county].parent
		if takesOver[county] {
			continue
		}
		switch r.IntN(8) {
		case 0: // a new code
			w.succeed(county, parent)
		case 1: // moved, now and then to another province
			w.succeed(county, cities[r.IntN(len(cities))])
		case 2: // into another county
			into := counties[r.IntN(len(counties))]
			if into == county || w.regions[into].to != 0 {
				continue
			}
			takesOver[into] = true
			w.end(county, into)
			w.moveBelow(county, into)
		case 3: // divided: what was below it is elsewhere, itself nowhere
			into := counties[r.IntN(len(counties))]
			if into == county || w.regions[into].to != 0 {
				continue
			}
			takesOver[into] = true
			w.end(county, -1)
			w.moveBelow(county, into)
		}
	}
	city, into := cities[r.IntN(len(cities))], cities[r.IntN(len(cities))]
	if city != into {
		w.end(city, into)
		w.moveBelow(city, into)
	}
}

func (w *world) end(region, successor int) {
	w.regions[region].to, w.regions[region].successor = worldYears()[0], successor
}

// succeed ends a region and puts a new one in its place, with all that is below it.
func (w *world) succeed(region, parent int) {
	g := w.regions[region]
	if w.regions[parent].to != 0 {
		return
	}
	successor := w.addRegion(fmt.Sprintf("N%d", len(w.regions)), g.level, g.kind, parent)
	w.regions[successor].from = worldYears()[1]
	if w.regions[region].from == w.regions[successor].from { // it was new itself: it moves before it began
		w.regions[region].parent = parent
		w.regions = w.regions[:successor]
		return
	}
	w.end(region, successor)
	w.moveBelow(region, successor)
}

// moveBelow puts what is still below a region that ended below another.
func (w *world) moveBelow(region, parent int) {
	for below := range w.regions {
		if w.regions[below].parent == region && w.regions[below].to == 0 {
			w.succeed(below, parent)
		}
	}
}

// home is the region of the last year that a region of an earlier one lives on in: its own successor, else the home of what
// held it. isExact is false for the latter.
func (w *world) home(region int) (home int, isExact bool) {
	for at := region; ; at = w.regions[at].successor {
		switch {
		case w.regions[at].to == 0:
			return at, true
		case w.regions[at].successor < 0:
			home, _ = w.home(w.regions[region].parent)
			return home, false
		}
	}
}
