package page

import (
	"context"
	"strconv"

	"gongkai/config/messages"
	"gongkai/internal/fault"
	"gongkai/internal/report"
	"gongkai/queries/page/card"
)

// StoredCard reads the card of a version, without its findings: those are for Findings to read.
func StoredCard(ctx context.Context, source Source, say messages.Printer, version int64) (c Card, err error) {
	defer fault.Wrap(&err, "card of version %d", version)
	texts, err := card.NewTexts(say)
	if err != nil {
		return c, err
	}
	err = statements().Each(ctx, source, "card", func(scan func(...any) error) error {
		var scope [3]report.Scope
		var form [3]string
		err := scan(&c.Agency, &c.RegionCode, &c.Region, &c.Year, &c.Title, &c.SHA256, &c.Path, &c.PublishedOn,
			&scope[0], &scope[1], &scope[2], &form[0], &form[1], &form[2])
		for i, s := range report.Subjects() {
			c.Subjects = append(c.Subjects, card.Subject{
				Subject: s, Form: form[i], Scope: scope[i], Unread: []Cell{}, Stored: map[string]Cell{},
			})
		}
		return err
	}, version)
	if err != nil {
		return c, err
	}
	return c, statements().Each(ctx, source, "card_cell", func(scan func(...any) error) error {
		var subject report.Subject
		var cell Cell
		var zh, en string
		var page, grid, row, column int
		if err := scan(&subject, &cell.Code, &zh, &en, &cell.State, &cell.Value, &cell.Raw, &page, &grid, &row, &column); err != nil {
			return err
		}
		cell.Label, cell.Place = texts.Either(zh, en), report.StoredPlace(page, grid, row, column)
		if cell.Raw == "" && cell.Value != nil {
			cell.Raw = *cell.Value // it is stored only where it differs
		}
		for i := range c.Subjects {
			if s := &c.Subjects[i]; s.Subject == subject {
				s.Add(cell)
				s.Stored[cell.Code] = cell
			}
		}
		return nil
	}, version)
}

// StoredCards reads the cards of the reports that count of the region of q and all that is inside it, empty for all, and of its year, 0 for
// all, each with the findings that q asks for, and hands them on one after the other.
func StoredCards(ctx context.Context, source Source, say messages.Printer, q FindingQuery, take func(Card) error) (err error) {
	defer fault.Wrap(&err, "cards of %s %d", q.Region, q.Year)
	var versions []int64
	if err := statements().Each(ctx, source, "report_inside", func(scan func(...any) error) error {
		versions = append(versions, 0)
		return scan(&versions[len(versions)-1])
	}, q.Region, q.Year); err != nil {
		return err
	}
	// The findings of all at once: which are between reports is looked up in all of them each time.
	all, err := Findings(ctx, source, say, q)
	if err != nil {
		return err
	}
	found := map[string][]Finding{}
	for i := range all {
		found[all[i].Version] = append(found[all[i].Version], all[i])
	}
	for _, version := range versions {
		card, err := StoredCard(ctx, source, say, version)
		if err != nil {
			return err
		}
		card.Findings = found[strconv.FormatInt(version, 10)]
		if err := take(card); err != nil {
			return err
		}
	}
	return nil
}
