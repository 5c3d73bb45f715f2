package register

import (
	"context"
	"time"

	"gongkai/internal/sqlfile"
	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/warehouse/record"
)

// Change is a merger or a new name of bodies.
type Change struct {
	Bodies []string // names, as a person writes them; of a new name one
	Into   string   // of a merger the body that they went into; else the new name
	Region string   // of the bodies, where their names do not say it; empty for any
	Since  string   // a day, as 2024-03-01; empty where it always was so
}

// Merge records that bodies went into another, and publishes. With a day the bodies ended and the other took over from them; without
// one they are the same body under other names.
func Merge(ctx context.Context, o Change, d Decision) (Summary, error) {
	return o.record(ctx, d, (*clerk).merge)
}

// Rename records the new name of a body, and publishes. Reports under the old one stay its reports, and those under the new one become
// so.
func Rename(ctx context.Context, o Change, d Decision) (Summary, error) {
	return o.record(ctx, d, (*clerk).rename)
}

func (o Change) record(ctx context.Context, d Decision, change func(*clerk, context.Context, Change) error) (Summary, error) {
	if err := d.needsWhy(); err != nil {
		return Summary{}, err
	}
	if _, err := time.Parse(time.DateOnly, o.Since); o.Since != "" && err != nil {
		return Summary{}, job.Refuse(BadSince, "since", o.Since)
	}
	return d.record(ctx, func(c *clerk, _ *Summary) error { return change(c, ctx, o) })
}

func (c *clerk) merge(ctx context.Context, o Change) error {
	into, err := c.successor(ctx, o)
	if err != nil {
		return err
	}
	for _, text := range o.Bodies {
		from, err := page.FindAgency(ctx, c.source, text, o.Region)
		if err != nil {
			return err
		}
		if from.ID == into.ID {
			return job.Refuse(MergedItself, "agency", text)
		}
		if o.Since != "" {
			change, err := c.changeOf(ctx, from.ID)
			if err != nil {
				return err
			}
			since, _ := time.Parse(time.DateOnly, o.Since) // checked before
			change.ValidTo, change.Since, change.Why = since.AddDate(0, 0, -1).Format(time.DateOnly), o.Since, c.Why
			c.entries.Changes = append(c.entries.Changes, change)
			c.entries.Successors = append(c.entries.Successors, record.Successor{
				AgencyID: from.ID, SuccessorID: into.ID, Since: o.Since, Why: c.Why,
			})
			continue
		}
		if from.RegionCode != into.RegionCode {
			return job.Refuse(OtherRegion, "agency", from.Name, "into", into.Name)
		}
		names, err := c.namesOf(ctx, from)
		if err != nil {
			return err
		}
		for _, name := range names {
			c.entries.Aliases = append(c.entries.Aliases, record.Alias{AgencyID: into.ID, Name: name, Why: c.Why})
		}
	}
	return nil
}

// successor is the body that the others went into: one that is known, else a new one in the region of the first of them.
func (c *clerk) successor(ctx context.Context, o Change) (page.Body, error) {
	found, err := page.Agencies(ctx, c.source, o.Into, o.Region)
	if err != nil {
		return page.Body{}, err
	}
	if len(found) > 0 {
		return page.FindAgency(ctx, c.source, o.Into, o.Region) // it refuses several, and says which there are
	}
	first, err := page.FindAgency(ctx, c.source, o.Bodies[0], o.Region)
	if err != nil {
		return page.Body{}, err
	}
	region, err := c.regionAt(first.RegionCode)
	if err != nil {
		return page.Body{}, err
	}
	body := c.body(o.Into, region, 0)
	c.entries.Bodies = append(c.entries.Bodies, body)
	return page.Body{ID: body.ID(), Name: body.Name, RegionCode: region.Code, Region: region.Name}, nil
}

// rename gives a body a new name; reports under the old one stay its reports, and those under the new one become so.
func (c *clerk) rename(ctx context.Context, o Change) error {
	from, err := page.FindAgency(ctx, c.source, o.Bodies[0], o.Region)
	if err != nil {
		return err
	}
	region, err := c.regionAt(from.RegionCode)
	if err != nil {
		return err
	}
	change, err := c.changeOf(ctx, from.ID)
	if err != nil {
		return err
	}
	body := c.body(o.Into, region, 0)
	change.Name, change.Since, change.Why = body.Name, o.Since, c.Why
	c.entries.Changes = append(c.entries.Changes, change)
	c.entries.Aliases = append(c.entries.Aliases, record.Alias{AgencyID: from.ID, Name: body.Name, Why: c.Why})
	return nil
}

// changeOf is a body as it is now, ready to be changed.
func (c *clerk) changeOf(ctx context.Context, id int64) (record.AgencyChange, error) {
	out := record.AgencyChange{AgencyID: id}
	err := statements().One(ctx, c.source, "body", []any{id}, &out.Name, &out.Level, &out.Kind, &out.System, &out.ValidFrom, &out.ValidTo)
	return out, err
}

// namesOf lists the name of a body and those that stand for it.
func (c *clerk) namesOf(ctx context.Context, body page.Body) ([]string, error) {
	names := []string{body.Name}
	err := statements().Each(ctx, c.source, "body_name", func(scan sqlfile.Scan) error {
		var name string
		err := scan(&name)
		names = append(names, name)
		return err
	}, body.ID)
	return names, err
}
