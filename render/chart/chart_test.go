package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// wellFormed fails where a drawing is no XML.
func wellFormed(t *testing.T, svg string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
	}
}

func trend() Trend {
	return Trend{
		ID: "t", Title: "<b>新收</b>", From: 2019, To: 2023, Breaks: map[int]string{2021: "表式不同"},
		Lines: []Line{{Name: `"A&B"`, Points: []Point{
			{Year: 2019, Size: 10, Text: "10"},
			{Year: 2020, Size: 12, Text: "12"},
			{Year: 2021, Size: 14, Text: "≥14", Built: true, Lower: true, Cut: true},
			{Year: 2023, Size: 9, Text: "9"},
		}}, {Name: "B"}},
	}
}

// A line joins 2019 and 2020 alone: 2021 is cut, and of 2022 nothing is known.
func TestTrendIsCutWhereYearsDoNotCompare(t *testing.T) {
	t.Parallel()
	svg := trend().SVG()
	wellFormed(t, svg)
	if n := len(regexp.MustCompile(`<line class="c1" x1="(\d|\.)+" y1="(\d|\.)+" x2="(\d|\.)+"`).FindAllString(svg, -1)); n != 2 { // and the key
		t.Errorf("%d strokes of the first line, want 1 and that of the key:\n%s", n, svg)
	}
	if n := strings.Count(svg, "<circle"); n != 5 { // four years and the key
		t.Errorf("%d marks, want 5", n)
	}
	if n := strings.Count(svg, `class="c1 hollow bound"`); n != 1 {
		t.Errorf("%d lower bounds are hollow and dashed, want 1", n)
	}
	for _, want := range []string{"表式不同", "≥14", "&lt;b&gt;新收", "&#34;A&amp;B&#34;"} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is not in\n%s", want, svg)
		}
	}
	if strings.Contains(svg, "style=") {
		t.Error("an inline style, which the policy of pages refuses")
	}
}

func TestScale(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ most, top, step float64 }{
		{0, 1, 1}, {7, 8, 2}, {10, 10, 2}, {154, 200, 50}, {1001, 1200, 200}, {0.56, 0.6, 0.1}, {34107, 40000, 10000},
	} {
		top, step := scale(c.most)
		if diff := top - c.top; diff > 1e-9 || diff < -1e-9 || step-c.step > 1e-9 || c.step-step > 1e-9 {
			t.Errorf("scale(%v) = %v in steps of %v, want %v, %v", c.most, top, step, c.top, c.step)
		}
		if top < c.most {
			t.Errorf("scale(%v) ends at %v", c.most, top)
		}
	}
}

// What has no number has no bar, and a lower bound is hatched.
func TestBars(t *testing.T) {
	t.Parallel()
	svg := Bars{ID: "b", Title: "B", Bars: []Bar{
		{Name: "whole", Size: 10, Text: "10"},
		{Name: "bound", Size: 5, Text: "≥5", Lower: true},
		{Name: "zero", Size: 0, Text: "0"},
		{Name: "nothing", Size: -1, Text: "no report"},
	}}.SVG()
	wellFormed(t, svg)
	if solid, hatched := strings.Count(svg, `class="c1 solid"`), strings.Count(svg, "url(#b-hatch)"); solid != 2 || hatched != 1 {
		t.Errorf("%d solid bars and %d hatched, want 2 and 1:\n%s", solid, hatched, svg)
	}
	wellFormed(t, Bars{Title: "none"}.SVG())
}

func TestShares(t *testing.T) {
	t.Parallel()
	svg := Shares{ID: "s", Title: "S", Parts: []string{"a", "b"}, Bars: []Share{
		{Name: "2022", Sizes: []float64{3, 1}, Lower: true}, {Name: "2023", Note: "not known"},
	}}.SVG()
	wellFormed(t, svg)
	for _, want := range []string{"2022 a: 75.0 %", "2022 b: 25.0 %", "not known", "url(#s-hatch)"} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is not in\n%s", want, svg)
		}
	}
	if strings.Contains(svg, "2023 a") {
		t.Error("a bar of a year of which the parts are not known")
	}
}

func TestStandaloneBringsItsStyle(t *testing.T) {
	t.Parallel()
	svg := Standalone(trend().SVG(), "Title <1>", strings.Repeat("来源", 60))
	wellFormed(t, svg)
	for _, want := range []string{"<style>" + Style() + "</style>", "Title &lt;1&gt;", `viewBox="0 -34 480 `} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is not in\n%s", want, svg)
		}
	}
}
