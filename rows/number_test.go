package rows

import (
	"math"
	"testing"
)

func TestSheetFloat(t *testing.T) {
	third, third2 := 1.0/3, 2.0/3
	for _, tc := range []struct {
		v    float64
		want any
	}{
		{0, 0.0},
		{3511, 3511.0},
		{-12.5, -12.5},
		{third, 0.333333333333333},
		{third2, 0.666666666666667},
		{0.1 + 0.7, 0.8},
		{math.MaxFloat64, math.MaxFloat64},
		{1e300, 1e300},
		{5e-324, 5e-324},
		{123456789012345678, 123456789012346000.0},
		{math.NaN(), "NaN"},
		{math.Inf(1), "+Inf"},
		{math.Inf(-1), "-Inf"},
	} {
		if got := sheetFloat(tc.v); got != tc.want {
			t.Errorf("%v gives %v (%T), want %v (%T)", tc.v, got, got, tc.want, tc.want)
		}
	}
}

func TestSheetNumber(t *testing.T) {
	for text, want := range map[string]any{
		"0": 0.0, "3511": 3511.0, "-0.5": -0.5, "1200000000000000000": 1.2e18,
		"123456789012345": 123456789012345.0, "1234567890123456": "1234567890123456", "123456789012.000001": "123456789012.000001",
		"-0": 0.0, "": "", "-": "-", "Inf": "Inf", "NaN": "NaN", "0x10": "0x10", "1e3": "1e3", "+5": "+5", ".5": ".5", "=1": "=1",
	} {
		if got := sheetNumber(text); got != want {
			t.Errorf("%s gives %v (%T), want %v (%T)", text, got, got, want, want)
		}
	}
}
