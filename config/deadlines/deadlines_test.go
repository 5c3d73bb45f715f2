package deadlines

import (
	"errors"
	"testing"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	good := Deadline{Purpose: File, Level: "county", Body: Government, Month: 2, Day: 20, FromYear: 2019, Source: "函"}
	for _, c := range []struct {
		name   string
		change func(*Deadline)
		want   error
	}{
		{"as it is", func(*Deadline) {}, nil},
		{"purpose", func(d *Deadline) { d.Purpose = "print" }, ErrPurpose},
		{"level", func(d *Deadline) { d.Level = "village" }, ErrLevel},
		{"body", func(d *Deadline) { d.Body = "office" }, ErrBody},
		{"a day of leap years alone", func(d *Deadline) { d.Day = 29 }, ErrDay},
		{"31 April", func(d *Deadline) { d.Month, d.Day = 4, 31 }, ErrDay},
		{"month 0", func(d *Deadline) { d.Month = 0 }, ErrDay},
		{"before there were reports", func(d *Deadline) { d.FromYear = 2007 }, ErrYear},
		{"an end before the beginning", func(d *Deadline) { d.ToYear = 2018 }, ErrYear},
		{"one year", func(d *Deadline) { d.ToYear = 2019 }, nil},
		{"nothing sets it", func(d *Deadline) { d.Source = "" }, ErrSource},
	} {
		d := good
		c.change(&d)
		if err := d.Check(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

func TestEmbedded(t *testing.T) {
	t.Parallel()
	list, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	// 条例 art. 49 and the ladder of the circulars.
	for _, want := range []Deadline{
		{Purpose: Publish, Level: "city", Body: Government, Month: 3, Day: 31, FromYear: 2019},
		{Purpose: Publish, Level: "city", Body: Department, Month: 1, Day: 31, FromYear: 2019},
		{Purpose: Publish, Level: "city", Body: Department, Month: 3, Day: 31, FromYear: 2008, ToYear: 2018},
		{Purpose: File, Level: "city", Body: Government, Month: 3, Day: 10, FromYear: 2019},
		{Purpose: File, Level: "county", Body: Government, Month: 2, Day: 20, FromYear: 2019},
		{Purpose: File, Level: "town", Body: Department, Month: 1, Day: 31, FromYear: 2019},
	} {
		found := false
		for _, d := range list {
			d.Source = ""
			found = found || d == want
		}
		if !found {
			t.Errorf("no row %+v", want)
		}
	}
}
