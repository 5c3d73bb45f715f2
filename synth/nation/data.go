package nation

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/synth/mutate"
	"gongkai/synth/render"
)

var (
	//go:embed bodies.csv
	bodiesFile string
	//go:embed shares.csv
	sharesFile string
)

// post is a kind of body that every region of a level has.
type post struct {
	kind, level, name string
	requests          float64 // in a middling year, of a middling body
	decisions         float64 // licences, penalties …
	rules             float64 // 规章 that it makes
	month             time.Month
	day               int // by which it reports
}

// The kinds of bodies that are treated apart, and the level of zones in bodies.csv.
const (
	kindGovernment = "government"
	kindVertical   = "vertical"
	kindTownship   = "township"
	levelZone      = "zone"
)

func loadPosts() ([]post, error) {
	rows, err := csv.NewReader(strings.NewReader(bodiesFile)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("bodies.csv: %w", err)
	}
	var out []post
	for _, row := range rows[1:] {
		p := post{kind: row[0], level: row[1], name: row[2]}
		for i, to := range []*float64{&p.requests, &p.decisions, &p.rules} {
			if *to, err = strconv.ParseFloat(row[3+i], 64); err != nil {
				return nil, fmt.Errorf("bodies.csv: %s: %w", p.name, err)
			}
		}
		due, err := time.Parse("01-02", row[6])
		if err != nil {
			return nil, fmt.Errorf("bodies.csv: %s: %w", p.name, err)
		}
		p.month, p.day = due.Month(), due.Day()
		out = append(out, p)
	}
	return out, nil
}

// share is how often something happens beside the others of its kind.
type share struct {
	name  string
	share float64
}

// shares are the rows of shares.csv by what they are about.
type shares map[string][]share

func loadShares() (shares, error) {
	rows, err := csv.NewReader(strings.NewReader(sharesFile)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("shares.csv: %w", err)
	}
	out := shares{}
	for _, row := range rows[1:] {
		v, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			return nil, fmt.Errorf("shares.csv: %s: %w", row[1], err)
		}
		out[row[0]] = append(out[row[0]], share{row[1], v})
	}
	return out, out.check()
}

// check refuses habits, faults and systems that nothing here knows: they would do nothing and nobody would see.
func (s shares) check() error {
	known := map[string]bool{"habit none": true, "fault " + faultCarryOver: true, "fault " + faultFee: true}
	for _, m := range mutate.All() {
		if m.Harmful {
			known["fault "+m.Name] = true
		} else {
			known["habit "+m.Name] = true
		}
	}
	for _, r := range render.All() {
		known["system "+r.Name] = true
	}
	for _, about := range []string{"habit", "fault", "system"} {
		for _, one := range s[about] {
			if !known[about+" "+one.name] {
				return fmt.Errorf("shares.csv: there is no %s %q", about, one.name)
			}
		}
	}
	return nil
}

// of returns the share of a name, and otherwise where it has none: what a form brings anew happens now and then.
func (s shares) of(about, name string, otherwise float64) float64 {
	for _, one := range s[about] {
		if one.name == name {
			return one.share
		}
	}
	return otherwise
}

// pick chooses a name by the shares of those that are allowed.
func (s shares) pick(about string, random *rand.Rand, allowed func(string) bool) string {
	sum := 0.0
	for _, one := range s[about] {
		if allowed(one.name) {
			sum += one.share
		}
	}
	at := random.Float64() * sum
	last := ""
	for _, one := range s[about] {
		if !allowed(one.name) {
			continue
		}
		if last = one.name; at < one.share {
			break
		}
		at -= one.share
	}
	return last
}

// renderersOf returns the renderers of some formats, all where none is named.
func renderersOf(formats []string) ([]render.Renderer, error) {
	all := render.All()
	for _, format := range formats {
		if !slices.ContainsFunc(all, func(r render.Renderer) bool { return r.Format == format || r.Name == format }) {
			var known []string
			for _, r := range all {
				known = append(known, r.Name)
			}
			return nil, OptionError{"formats", format, strings.Join(known, ", ")}
		}
	}
	return slices.DeleteFunc(all, func(r render.Renderer) bool {
		return len(formats) > 0 && !slices.Contains(formats, r.Format) && !slices.Contains(formats, r.Name)
	}), nil
}
