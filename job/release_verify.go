package job

import (
	"context"
	"errors"
	"fmt"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/internal/sqlfile"
	"gongkai/queries"
	"gongkai/queries/page"
	"gongkai/warehouse/release"
)

// NoRelease is a release that the warehouse does not have: release.
const NoRelease = "usage.no_release"

// VerifyOptions say which release VerifyRelease builds again and how.
type VerifyOptions struct {
	Store       Store
	Session     queries.SessionOptions // the bounds on what it may use
	Release     string                 // its id
	Read        ingest.Options
	NoDocuments bool // compare what is stored alone
}

// VerifyRelease builds a release again: its totals, its inputs and the rows that it holds beside them from the versions that are kept, as
// known when it was made, and every cell of its reports from the documents that can still be had. Where anything differs the error wraps
// fault.ErrDiffers, and the summary says what.
func VerifyRelease(ctx context.Context, o VerifyOptions) (v page.ReleaseVerification, err error) {
	session, err := o.open(ctx, &v)
	if err != nil {
		return v, err
	}
	defer session.Close()
	if v.Totals, err = release.CompareTotals(ctx, session.Query, v.Release); err != nil {
		return v, err
	}
	if v.Inputs, err = release.CompareInputs(ctx, session.Query, v.Release); err != nil {
		return v, err
	}
	if v.RowsCompared, v.Relations, err = release.CompareRows(ctx, session.Query, v.Release); err != nil {
		return v, err
	}
	hash, err := release.Reference(ctx, session.Query)
	if err != nil {
		return v, err
	}
	v.ReferenceChanged = hash != v.ReferenceHash
	v.ViewsChanged = true // unless one set of views is installed, and that one
	err = statements().Each(ctx, session.Query, "view_set", func(scan sqlfile.Scan) error {
		var views string
		err := scan(&views)
		v.ViewsChanged = views != v.Views
		return err
	})
	if err != nil {
		return v, err
	}
	if !o.NoDocuments {
		if err := o.verifyDocuments(ctx, session, &v); err != nil {
			return v, err
		}
	}
	if n := len(v.Totals) + len(v.Inputs) + len(v.Relations) + len(v.Differing); n > 0 {
		return v, fmt.Errorf("release verify: %w: %d", fault.ErrDiffers, n)
	}
	return v, nil
}

// open finds the release, and opens the current snapshot as it was when the release was made.
func (o *VerifyOptions) open(ctx context.Context, v *page.ReleaseVerification) (_ *queries.Session, err error) {
	session, err := o.Store.Read(ctx, o.Session)
	if err != nil {
		return nil, err
	}
	v.Release, err = FindRelease(ctx, session.Query, o.Release)
	if err := errors.Join(err, session.Close()); err != nil {
		return nil, err
	}
	v.TotalsCompared = v.Rows
	then := o.Session
	then.KnownBefore = v.KnownBefore
	return o.Store.Read(ctx, then)
}

// FindRelease returns the release of an id. One that is not there is refused.
func FindRelease(ctx context.Context, source sqlfile.Source, id string) (release.Release, error) {
	r, err := release.Find(ctx, source, id)
	if errors.Is(err, fault.ErrUsage) {
		return r, Refuse(NoRelease, "release", id)
	}
	return r, err
}

// verifyDocuments reads the documents of a release again.
func (o *VerifyOptions) verifyDocuments(ctx context.Context, session *queries.Session, v *page.ReleaseVerification) (err error) {
	inputs, err := release.Inputs(ctx, session.Query, v.Release)
	if err != nil {
		return err
	}
	originals, err := NewOriginals(o.Store, o.Read)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, originals.Close()) }()
	v.Documents = &page.VerifiedCount{}
	for _, i := range inputs {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Documents.Documents++
		found := originals.Find(ctx, i.SHA256, i.Paths)
		if found.Status != DocumentRead {
			v.Documents.Gone++
			continue
		}
		one, err := originals.Verify(ctx, session.Query, found, Version{i.VersionID, i.Ordinal, i.ParserVersion, i.RulesVersion})
		if err != nil {
			return err
		}
		v.Documents.Cells += one.Cells
		if len(one.Differences) > 0 {
			v.Documents.Differing++
			v.Differing = append(v.Differing, page.VerifiedDocument{
				Agency: i.Agency, RegionCode: i.RegionCode, SHA256: i.SHA256, ReadFrom: found.From, Verification: *one,
			})
		}
	}
	return nil
}
