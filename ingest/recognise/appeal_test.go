package recognise

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/internal/report"
)

const (
	appealSums = "1 2 3 4 10 0 5 0 1 6 2 0 0 0 2"
	appealNone = "- - - - - - - - - - - - - - -"
)

// appealsOf returns what is read of a table 四, in the order of the form; "-" stands for nothing, "!" behind a value for one
// that an error names.
func appealsOf(r *report.Report) string {
	named := map[string]bool{}
	for _, f := range r.Findings {
		if f.IsOpenError() {
			for _, code := range f.Cells {
				named[code] = true
			}
		}
	}
	got := reported(r)
	var out []string
	for _, item := range []string{"reconsideration", "litigation_direct", "litigation_after_reconsideration"} {
		for _, heading := range []string{"upheld", "corrected", "other", "pending", "total"} {
			code := fmt.Sprintf("%s.%s.%s", report.Appeal, item, heading)
			value, ok := got[code]
			switch {
			case !ok:
				value = "-"
			case named[code]:
				value += "!"
			}
			out = append(out, value)
		}
	}
	return strings.Join(out, " ")
}

func TestAppealTable(t *testing.T) {
	const (
		head = `
			|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|
			|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|
		`
		values = "|1|2|3|4|10|0|5|0|1|6|2|0|0|0|2|\n"
	)
	tests := []struct {
		name  string
		grids []string
		want  string
	}{
		{"as the form prints it", []string{head + values}, appealSums},
		{"cut off by the edge of the page, with what is left of the last track", []string{`
			|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|复|>|
			|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|
			|1|2|3|4|10|0|5|0|1|6|2|0|`}, "1 2 3 4 10 0 5 0 1 6 2 0 - - -"},
		{"cut off, and the last track is another", []string{`
			|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|>|>|>|>|未经|>|
			|^|^|^|^|^|结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|
			|1|2|3|4|10|0|5|0|1|6|2|0|`}, "1 2 3 4 10 0 5 0 1 6 - - - - -"},
		{"a row for each track", []string{`
			||结果维持|结果纠正|其他结果|尚未审结|总计|
			|行政复议|1|2|3|4|10|
			|未经复议直接起诉|0|5|0|1|6|
			|复议后起诉|2|0|0|0|2|`}, appealSums},
		{"a row for each track, the litigations grouped", []string{`
			|类别|>|结果维持|结果纠正|其他结果|尚未审结|总计|
			|行政复议|>|1|2|3|4|10|
			|行政诉讼|未经复议直接起诉|0|5|0|1|6|
			|^|复议后起诉|2|0|0|0|2|`}, appealSums},
		{"rows of tracks in another order", []string{`
			||结果维持|结果纠正|其他结果|尚未审结|总计|
			|未经复议直接起诉|1|2|3|4|10|
			|行政复议|0|5|0|1|6|
			|复议后起诉|2|0|0|0|2|`}, "0! 5! 0! 1! 6! 1! 2! 3! 4! 10! 2! 0! 0! 0! 2!"},
		{"labels of tracks one row up", []string{`
			||结果维持|结果纠正|其他结果|尚未审结|总计|
			|未经复议直接起诉|1|2|3|4|10|
			|复议后起诉|0|5|0|1|6|
			||2|0|0|0|2|`}, appealNone},
		{"a row of a track with a value beside its headings", []string{`
			||结果维持|结果纠正|其他结果|尚未审结|总计||
			|行政复议|1|2|3|4|10||
			|未经复议直接起诉||0|5|0|1|6|
			|复议后起诉|2|0|0|0|2||`}, "1 2 3 4 10 - - - - - 2 0 0 0 2"},
		{"a heading lost over rows of tracks", []string{`
			||结果维持|结果纠正||尚未审结|总计|
			|行政复议|1|2|3|4|10|
			|未经复议直接起诉|0|5|0|1|6|
			|复议后起诉|2|0|0|0|2|`}, appealNone},
		{"on its side", []string{`
			|行政复议|>|结果维持|1|
			|^|>|结果纠正|2|
			|^|>|其他结果|3|
			|^|>|尚未审结|4|
			|^|>|总计|10|
			|行政诉讼|未经复议直接起诉|结果维持|0|
			|^|^|结果纠正|5|
			|^|^|其他结果|0|
			|^|^|尚未审结|1|
			|^|^|总计|6|
			|^|复议后起诉|结果维持|2|
			|^|^|结果纠正|0|
			|^|^|其他结果|0|
			|^|^|尚未审结|0|
			|^|^|总计|2|`}, appealSums},
		{"on its side, a row lost", []string{`
			|行政复议|结果维持|1|
			|^|结果纠正|2|
			|^|其他结果|3|
			|^|尚未审结|4|
			|^|总计|10|
			|未经复议直接起诉|结果维持|0|
			|^|结果纠正|5|
			|^|其他结果|0|
			|^|总计|6|
			|复议后起诉|结果维持|2|
			|^|结果纠正|0|
			|^|其他结果|0|
			|^|尚未审结|0|
			|^|总计|2|`}, appealNone},
		{"headings a character a row", []string{`
			|行政复议|>|>|>|>|行政|>|>|>|>|>|>|>|>|>|
			||||||诉讼|>|>|>|>|>|>|>|>|>|
			|结|结|其|尚|总|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|
			|果|果|他|未|计|结|结|其|尚|总|结|结|其|尚|总|
			|维|纠|结|审||果|果|他|未|计|果|果|他|未|计|
			|持|正|果|结||维|纠|结|审||维|纠|结|审||
			||||||持|正|果|结||持|正|果|结||
			|1|2|3|4|10|0|5|0|1|6|2|0|0|0|2|`}, appealSums},
		{"headings a character a row, one lost", []string{`
			|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|
			|结|结|其|尚|总|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|
			|果|果|他|未|计|结|结|其|尚|总|结|结||尚|总|
			|维|纠|结|审||果|果|他|未|计|果|果||未|计|
			|持|正|果|结||维|纠|结|审||维|纠||审||
			||||||持|正|果|结||持|正||结||
			|1|2|3|4|10|0|5|0|1|6|2|0|0|0|2|`}, appealNone},
		{"a value that goes on in the next row", []string{`
			|行政复议|>|>|>|>|行政诉讼|>|>|>|>|>|>|>|>|>|
			|结果|结果|其他|尚未|总计|未经复议直接起诉|>|>|>|>|复议后起诉|>|>|>|>|
			|维持|纠正|结果|审结||结果维持|结果纠正|其他结果|尚未审结|总计|结果维持|结果纠正|其他结果|尚未审结|总计|
			|1|2|3|4|10|0|5|0|1|6|2|0|0|0|2|
			|^|1|^|^|^|^|^|^|^|^|^|^|^|^|^|`}, appealNone},
		{"a table for each track", []string{`
			|行政复议|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|
			|1|2|3|4|10|`, `
			|行政诉讼|>|>|>|>|
			|未经复议直接起诉|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|
			|0|5|0|1|6|`, `
			|行政诉讼|>|>|>|>|
			|复议后起诉|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|
			|2|0|0|0|2|`}, appealSums},
		{"tracks in one table below each other", []string{`
			|行政复议|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|
			|1|2|3|4|10|
			|未经复议直接起诉|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|
			|0|5|0|1|6|
			|复议后起诉|>|>|>|>|
			|结果维持|结果纠正|其他结果|尚未审结|总计|
			|2|0|0|0|2|`}, appealSums},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			grids := append([]string{newRequestTable(t).String()}, test.grids...)
			if got := appealsOf(recogniseGrids(t, grids...)); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
