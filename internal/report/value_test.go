package report

import (
	"math/rand/v2"
	"strconv"
	"testing"
)

func TestParseValue(t *testing.T) {
	tests := []struct {
		in   string
		want Value
		ok   bool
	}{
		{"0", 0, true},
		{"3119", 3_119_000_000, true},
		{"-185", -185_000_000, true},
		{"+19", 19_000_000, true},
		{"5949.088667", 5_949_088_667, true},
		{"0.000001", 1, true},
		{"000012", 12_000_000, true},
		{"1.500000000", 1_500_000, true},
		{"999999999999.999999", 999_999_999_999_999_999, true},
		{"1000000000000", 0, false},
		{"0.0000001", 0, false},
		{"", 0, false},
		{"-", 0, false},
		{".5", 0, false},
		{"5.", 0, false},
		{"1e5", 0, false},
		{"１２", 0, false},
		{"1,234", 0, false},
		{"--5", 0, false},
	}
	for _, test := range tests {
		t.Run(test.in, func(t *testing.T) {
			got, err := ParseValue(test.in)
			if (err == nil) != test.ok || got != test.want {
				t.Errorf("ParseValue(%q) = %d, %v; want %d, ok %v", test.in, int64(got), err, int64(test.want), test.ok)
			}
		})
	}
}

func TestValueString(t *testing.T) {
	for want, v := range map[string]Value{
		"0": 0, "3511": Whole(3511), "-4": Whole(-4), "-0.5": -500_000, "0.000001": 1, "5949.088667": 5_949_088_667,
		"59237.2449": 59_237_244_900,
	} {
		if got := v.String(); got != want {
			t.Errorf("Value(%d) prints %s, want %s", int64(v), got, want)
		}
	}
}

func FuzzParseValue(f *testing.F) {
	for _, seed := range []string{"3119", "-1.5", "000.100", "999999999999.999999", "1e9"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := ParseValue(s)
		if err != nil {
			return
		}
		again, err := ParseValue(v.String())
		if err != nil || again != v {
			t.Fatalf("ParseValue(%q) = %s, which reads as %s, %v", s, v, again, err)
		}
	})
}

// Sums of more cells than a report has do not overflow, whatever the order.
func TestSum(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var forward, backward Sum
	var values []Value
	for range 500 {
		values = append(values, Value(random.Int64N(2_000_000_000_000_000_000)-1_000_000_000_000_000_000))
	}
	for i := range values {
		forward = forward.Add(values[i])
		backward = backward.Add(values[len(values)-1-i])
	}
	if !forward.Equal(backward) || forward.String() != backward.String() {
		t.Errorf("%s forward, %s backward", forward, backward)
	}
	var nothing Sum
	for _, v := range values {
		forward = forward.Sub(v)
	}
	if !forward.Equal(nothing) {
		t.Errorf("what was added and taken away leaves %s", forward)
	}
}

func TestSumCarries(t *testing.T) {
	tests := []struct {
		add  []string
		want string
	}{
		{[]string{"0.6", "0.6"}, "1.2"},
		{[]string{"-0.6", "0.1"}, "-0.5"},
		{[]string{"1", "-0.25"}, "0.75"},
		{[]string{"-1", "0.25"}, "-0.75"},
	}
	for i, test := range tests {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			var sum Sum
			for _, s := range test.add {
				v, err := ParseValue(s)
				if err != nil {
					t.Fatal(err)
				}
				sum = sum.Add(v)
			}
			if got := sum.String(); got != test.want {
				t.Errorf("%v add up to %s, want %s", test.add, got, test.want)
			}
			if v, ok := sum.Value(); !ok || v.String() != test.want {
				t.Errorf("as a value %s, %v", v, ok)
			}
		})
	}
	big := Sum{}.Add(Whole(999_999_999_999)).Add(Whole(1))
	if _, ok := big.Value(); ok {
		t.Errorf("%s fits a value", big)
	}
}

func TestSumSign(t *testing.T) {
	tests := []struct {
		add  []Value
		want int
	}{
		{nil, 0},
		{[]Value{Whole(2), Whole(-2)}, 0},
		{[]Value{Whole(1), -1}, 1},
		{[]Value{Whole(-1), 1}, -1},
		{[]Value{-1}, -1},
		{[]Value{500_000, 500_000, Whole(-1)}, 0},
	}
	for _, test := range tests {
		var sum Sum
		for _, v := range test.add {
			sum = sum.Add(v)
		}
		if got := sum.Sign(); got != test.want {
			t.Errorf("the sign of %s is %d, want %d", sum, got, test.want)
		}
	}
}
