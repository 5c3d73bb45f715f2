package job

import (
	"context"
	"fmt"
	"time"

	"gongkai/config/deadlines"
	"gongkai/config/forms"
	"gongkai/config/regions"
	"gongkai/config/rules"
	"gongkai/internal/report"
	"gongkai/warehouse"
	"gongkai/warehouse/load"
)

// SyncReference gives the warehouse the forms, rules, regions and legal deadlines that ship with the program.
func SyncReference(ctx context.Context, w *warehouse.Warehouse) error {
	set, err := forms.Embedded()
	if err != nil {
		return err
	}
	ruleSet, err := rules.Embedded()
	if err != nil {
		return err
	}
	dueDays, err := deadlines.Embedded()
	if err != nil {
		return err
	}
	table, err := regions.Embedded()
	if err != nil {
		return err
	}
	var list []load.Region
	for _, r := range table.All() {
		from, err := day(r.ValidFrom, report.Date{Year: 1949, Month: time.October, Day: 1})
		if err != nil {
			return fmt.Errorf("region %s: %w", r.Code, err)
		}
		to, err := day(r.ValidTo, report.Date{})
		if err != nil {
			return fmt.Errorf("region %s: %w", r.Code, err)
		}
		list = append(list, load.Region{
			Code: r.Code, Name: r.Name, Level: r.Level, ParentCode: r.ParentCode, Kind: r.Kind,
			ValidFrom: from, ValidTo: to, SuccessorCode: r.SuccessorCode,
		})
	}
	return load.SyncReference(ctx, w, load.Reference{Forms: set, Rules: ruleSet, Regions: list, Deadlines: dueDays})
}

// day reads 2021-04-01; an empty text is the given day. The history of divisions is known from 2009 on; what was
// there before is given the first day of the state, since the warehouse wants a day.
func day(text string, empty report.Date) (report.Date, error) {
	if text == "" {
		return empty, nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return report.Date{}, err
	}
	return report.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, nil
}
