package proof

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestCuts(t *testing.T) {
	tests := []struct {
		digits string
		ways   []string
	}{
		{"801000081", []string{"[80 1 0 0 0 0 81]"}},
		{"0000000", []string{"[0 0 0 0 0 0 0]"}},
		{"230 000023", []string{"[23 0 0 0 0 0 23]"}}, // the space is a border: 2 30 is no way to cut it
		{"220000022", []string{"[2 20 0 0 0 0 22]", "[22 0 0 0 0 0 22]"}},
		{"1234567", nil},
		{"000000", nil},
		{"7 0 0 0 0 0 8", nil},
	}
	for _, test := range tests {
		t.Run(test.digits, func(t *testing.T) {
			var got []string
			for _, way := range Cuts(strings.Fields(test.digits), 7, 1) {
				got = append(got, fmt.Sprint(way))
			}
			if !slices.Equal(got, test.ways) {
				t.Errorf("got %v, want %v", got, test.ways)
			}
		})
	}
}

func TestIsPlain(t *testing.T) {
	tests := []struct {
		numbers []int64
		want    bool
	}{
		{[]int64{1, 2, 0, 3, 6}, true},
		{[]int64{12, 0, 0, 0, 12}, true},
		{[]int64{0, 20, 0, 1, 21}, false}, // 0 2 0 0 12 and the 1 behind it
		{[]int64{0, 0, 0, 77, 77}, false}, // 0 0 0 7 777
		{[]int64{20, 0, 0, 0, 20}, false},
		{[]int64{1, 0, 0, 0, 1, 0, 20, 0, 1, 21}, false},
	}
	for _, test := range tests {
		if got := IsPlain(test.numbers, 5); got != test.want {
			t.Errorf("IsPlain(%v) = %t, want %t", test.numbers, got, test.want)
		}
	}
}

func TestAddsUpNever(t *testing.T) {
	tests := []struct {
		digits string
		want   bool
	}{
		{"801000081", false},
		{"1234567", true},
		{"7a00007", false}, // a letter: not every way was looked at
	}
	for _, test := range tests {
		if got := AddsUpNever([]string{test.digits}, 7, 1); got != test.want {
			t.Errorf("AddsUpNever(%s) = %t, want %t", test.digits, got, test.want)
		}
	}
}
