package chart

import (
	"math"
	"strconv"
	"strings"
)

// Trend is lines over years.
type Trend struct {
	ID          string // of the chart in its page
	Title       string
	Description string // what there is to see, for those who do not
	Percent     bool   // values are shares of 1
	From, To    int    // the years
	Lines       []Line
	Breaks      map[int]string // years before which the lines are cut, with the word for it
}

// Line is one of them.
type Line struct {
	Name   string
	Points []Point // by year; a year without a value has none
}

// Point is one value.
type Point struct {
	Year  int
	Size  float64
	Text  string // the number as it is written, with ≥ where it is a bound
	Built bool   // summed from below: hollow
	Lower bool   // at least so much: hollow and dashed
	Cut   bool   // it does not compare with the one before
}

const (
	trendTop    = 42.0
	trendHeight = 170.0
	trendLeft   = 52.0
	trendRight  = Width - 24.0
)

// SVG draws it.
func (t Trend) SVG() string {
	var c canvas
	most := 0.0
	for _, l := range t.Lines {
		for _, p := range l.Points {
			most = math.Max(most, p.Size)
		}
	}
	top, step := scale(most)
	bottom := trendTop + trendHeight
	rows := (len(t.Lines) + 1) / 2
	c.begin(t.Title, t.Description, bottom+26+float64(rows)*20)
	y := func(size float64) float64 { return bottom - size/top*trendHeight }
	for v := 0.0; v <= top*1.0001; v += step {
		c.line("grid", trendLeft, y(v), trendRight, y(v))
		c.text("dim", "end", trendLeft-7, y(v)+4.5, t.tick(v))
	}
	t.years(&c, bottom)
	for n, l := range t.Lines {
		t.draw(&c, n, l, y)
	}
	for n, l := range t.Lines {
		x, at := trendLeft+float64(n%2)*(Width-trendLeft)/2, bottom+40+float64(n/2)*20
		class := colour(n)
		c.line(class, x, at-4, x+22, at-4)
		c.mark(n, class, x+11, at-4, "")
		c.text("", "start", x+29, at, cut(l.Name, (Width-trendLeft)/2-34))
	}
	return c.end()
}

// years writes the years below, and marks the breaks.
func (t Trend) years(c *canvas, bottom float64) {
	every := 1
	for (t.To-t.From)/every > 9 {
		every++
	}
	for year := t.From; year <= t.To; year++ {
		if (t.To-year)%every == 0 {
			c.text("dim", "middle", t.x(year), bottom+18, strconv.Itoa(year))
		}
	}
	last, before := -1000.0, ""
	for year := t.From + 1; year <= t.To; year++ {
		word, ok := t.Breaks[year]
		if !ok {
			continue
		}
		x := (t.x(year-1) + t.x(year)) / 2
		c.line("break", x, 18, x, bottom)
		half := letters(word) * 11 / 13 / 2
		at := math.Min(math.Max(x, half+2), Width-half-2)
		if word != before && at-half > last {
			c.text("small", "middle", at, 13, word)
			last, before = at+half+4, word
		}
	}
}

func (t Trend) draw(c *canvas, n int, l Line, y func(float64) float64) {
	class := colour(n)
	for i := 1; i < len(l.Points); i++ {
		a, b := l.Points[i-1], l.Points[i]
		if !b.Cut && b.Year == a.Year+1 {
			c.line(class, t.x(a.Year), y(a.Size), t.x(b.Year), y(b.Size))
		}
	}
	for _, p := range l.Points {
		look := class
		if p.Built || p.Lower {
			look += " hollow"
		}
		if p.Lower {
			look += " bound"
		}
		c.mark(n, look, t.x(p.Year), y(p.Size), l.Name+" "+strconv.Itoa(p.Year)+": "+p.Text)
	}
	// One line alone has room for its numbers; of several the last year says which is which.
	for _, p := range l.Points {
		if len(t.Lines) == 1 && len(l.Points) <= 8 {
			c.text("small", "middle", t.x(p.Year), y(p.Size)-9, p.Text)
		} else if p.Lower && n == 0 {
			c.text("small", "middle", t.x(p.Year), y(p.Size)-9, "≥")
		}
	}
}

func (t Trend) x(year int) float64 {
	if t.To == t.From {
		return (trendLeft + trendRight) / 2
	}
	return trendLeft + 22 + float64(year-t.From)/float64(t.To-t.From)*(trendRight-trendLeft-44)
}

// tick writes a value of the scale.
func (t Trend) tick(v float64) string {
	if t.Percent {
		return strconv.FormatFloat(math.Round(v*1e6)/1e4, 'f', -1, 64) + " %"
	}
	text := strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
	whole, rest, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	return whole
}

// scale returns the top of a scale that holds a value, and the step of its lines: 1, 2 or 5 of a power of ten.
func scale(most float64) (top, step float64) {
	if most <= 0 {
		return 1, 1
	}
	step = math.Pow(10, math.Floor(math.Log10(most/4)))
	for _, factor := range []float64{1, 2, 5, 10} {
		if most <= step*factor*6 {
			step *= factor
			break
		}
	}
	return math.Ceil(most/step-1e-9) * step, step
}

// colour is the class of the n-th line.
func colour(n int) string { return "c" + strconv.Itoa(n%4+1) }
