package queries

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
	"gongkai/internal/report"
)

// The history of as_of_test.go, asked what changed from day to day.
func TestRestated(t *testing.T) {
	long(t)
	h := newHistory(t)
	for _, day := range h.days() {
		day.live()
		h.keep(day.date)
	}
	last := h.copies[len(h.copies)-1].path
	for _, c := range []struct {
		since, until int // days of March 2024
		values       string
		cells        []string // of request.received.total
		totals       []string // of it, published and preferred, or built
	}{
		{1, 2, "published", nil, nil},
		{
			1, 2, "adjusted",
			[]string{"淮安市人民政府 2023: 100 → 101 adjustment our_error"},
			[]string{"320800 2023 published: 100 → 101 adjustment our_error"},
		},
		{2, 3, "published", nil, []string{"320800 2023 built: 40 → 120 arrival late"}},
		{
			3, 4, "published",
			[]string{"淮安市人民政府 2023: 100 → 120 correction restated", "淮安区人民政府 2023: 40 → 41 rendition reread"},
			[]string{"320800 2023 built: 120 → 121 rendition reread", "320800 2023 published: 100 → 120 correction restated"},
		},
		{4, 5, "adjusted", []string{"淮安市教育局 2023: 50 →  identity our_error"}, nil}, // the correction had ended the adjustment
		{
			5, 6, "published",
			[]string{"淮安市教育局 2022: 5 →  parser reread", "清江浦区人民政府 2023: 30 → 33 parser reread"},
			nil,
		},
		{6, 7, "published", []string{"淮安区人民政府 2023: 41 → 40 withdrawal our_error"}, nil},
		{7, 8, "published", nil, nil},
		{8, 9, "published", []string{"淮安区人民政府 2023: 40 → 41 withdrawal our_error"}, nil},
	} {
		t.Run(fmt.Sprint(c.since, " to ", c.until, " ", c.values), func(t *testing.T) {
			s, err := OpenReadOnly(t.Context(), last, SessionOptions{Values: c.values})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			r, err := s.Restated(t.Context(), Span{Since: march(c.since), Until: march(c.until)})
			if err != nil {
				t.Fatal(err)
			}
			var cells, totals []string
			for _, x := range r.Cells {
				if x.Code == "request.received.total" {
					cells = append(cells, fmt.Sprintf("%s %d: %s → %s %s %s", x.Agency, x.Year, orEmpty(x.Earlier), orEmpty(x.Value), x.Cause, x.Class))
				}
			}
			for _, x := range r.Totals {
				if x.Code == "request.received.total" && x.Level == "city" {
					totals = append(totals, fmt.Sprintf("%s %d %s: %s → %s %s %s", x.RegionCode, x.Year, x.Basis, orEmpty(x.Earlier), orEmpty(x.Value),
						x.Causes, x.Classes))
				}
			}
			if diff := cmp.Diff(c.cells, cells); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.totals, totals); diff != "" && c.totals != nil {
				t.Errorf("totals (-want +got):\n%s", diff)
			}
			if c.cells == nil && c.totals == nil && len(r.Cells)+len(r.Totals) > 0 {
				if !strings.Contains(fmt.Sprint(r.Totals), "membership") {
					t.Errorf("something changed: %+v", r)
				}
			}
		})
	}
	s, err := OpenReadOnly(t.Context(), last, SessionOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Restated(t.Context(), Span{Since: march(2), Until: march(2)}); !errors.Is(err, fault.ErrUsage) {
		t.Errorf("the same day twice: %v", err)
	}
	if r, err := s.Restated(t.Context(), Span{Since: march(1), Until: march(9), Region: "清江浦区", Year: 2023}); err != nil || len(r.Totals) > 0 || len(r.Cells) > 0 {
		t.Errorf("a county that was not there on the first day: %+v, %v", r, err)
	}
}

func march(day int) report.Date { return report.Date{Year: 2024, Month: time.March, Day: day} }

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
