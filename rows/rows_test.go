package rows

import (
	"bytes"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// decimal is a Stringer that is none of the driver's types.
type decimal string

func (d decimal) String() string { return string(d) }

func TestRowsInEveryFormat(t *testing.T) {
	t.Parallel()
	day := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	columns := []Column{
		{Name: "text", Kind: "VARCHAR"},
		{Name: "number", Kind: "DECIMAL(38,6)"},
		{Name: "big", Kind: "HUGEINT"},
		{Name: "day", Kind: "DATE"},
		{Name: "at", Kind: "TIMESTAMPTZ"},
		{Name: "is", Kind: "BOOLEAN"},
		{Name: "rate", Kind: "DOUBLE"},
		{Name: "list", Kind: "VARCHAR[]"},
		{Name: "none", Kind: "INTEGER"},
	}
	values := []any{
		"平潭 <b>", decimal("3511"), tenTo(30), day,
		time.Date(2025, 1, 20, 16, 30, 0, 0, time.FixedZone("", 8*3600)), true, 0.25,
		[]any{"a", nil},
		nil,
	}
	for _, tc := range []struct {
		name   string
		writer func(*bytes.Buffer) Writer
		want   string
	}{
		{"json", func(b *bytes.Buffer) Writer { return NewJSON(b) }, `[
{"text":"平潭 <b>","number":3511,"big":1000000000000000000000000000000,"day":"2024-12-31","at":"2025-01-20T08:30:00Z","is":true,"rate":0.25,"list":["a",null],"none":null}
]
`},
		{"csv", func(b *bytes.Buffer) Writer { return NewCSV(b) }, `text,number,big,day,at,is,rate,list,none
平潭 <b>,3511,1000000000000000000000000000000,2024-12-31,2025-01-20T08:30:00Z,true,0.25,"[""a"",null]",
`},
		{"table", func(b *bytes.Buffer) Writer { return NewTable(b, false) }, `
┌──────────┬────────┬─────────────────────────────────┬────────────┬──────────────────────┬──────┬──────┬────────────┬──────┐
│ text     │ number │                             big │ day        │ at                   │ is   │ rate │ list       │ none │
├──────────┼────────┼─────────────────────────────────┼────────────┼──────────────────────┼──────┼──────┼────────────┼──────┤
│ 平潭 <b> │   3511 │ 1000000000000000000000000000000 │ 2024-12-31 │ 2025-01-20T08:30:00Z │ true │ 0.25 │ ["a",null] │ NULL │
└──────────┴────────┴─────────────────────────────────┴────────────┴──────────────────────┴──────┴──────┴────────────┴──────┘
`[1:]},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			p := tc.writer(&b)
			if err := p.Head(columns); err != nil {
				t.Fatal(err)
			}
			if err := p.Row(values); err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, b.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestJSONValueKeepsWhatJSONCannotSay(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		in   any
		want string
	}{
		{"not a number", math.NaN(), `"NaN"`},
		{"infinite", math.Inf(1), `"+Inf"`},
		{"bytes", []byte{1, 0xff}, `"\\x01ff"`},
		{"struct", map[string]any{"b": int64(1), "a": nil}, `{"a":null,"b":1}`},
		{"decimal that is no number", decimal("-"), `"-"`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := encode(jsonValue(tc.in, ""))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// tenTo is a power of ten.
func tenTo(n int64) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil) }
