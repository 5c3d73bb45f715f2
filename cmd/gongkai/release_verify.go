package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/ingest"
	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/warehouse/release"
)

// releaseVerification is what `release verify --json` prints.
type releaseVerification struct {
	release.Release
	ReferenceChanged bool                     `json:"reference_changed"` // since the release
	ViewsChanged     bool                     `json:"views_changed"`
	TotalsCompared   int                      `json:"totals_compared"`
	Totals           []release.DifferingTotal `json:"differing_totals"`
	Inputs           []release.DifferingInput `json:"differing_inputs"`
	Documents        *verifiedCount           `json:"documents,omitempty"`
	Differing        []verifiedDocument       `json:"differing_documents,omitempty"`
}

// verifiedDocument is a report of the release whose document reads otherwise now.
type verifiedDocument struct {
	Agency     string `json:"agency"`
	RegionCode string `json:"region_code"`
	SHA256     string `json:"sha256"`
	ReadFrom   string `json:"read_from"`
	verification
}

func newReleaseVerify(a *app) *cobra.Command {
	var asJSON, noDocuments bool
	cmd := &cobra.Command{
		Use: "verify ID [--no-documents] [--json]", ValidArgsFunction: a.completeReleases(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runReleaseVerify(cmd.Context(), a, args, noDocuments, asJSON)
		},
	}
	a.describe(cmd, "release_verify", 0, 1, 2, 10, 12)
	cmd.Flags().BoolVar(&noDocuments, "no-documents", false, a.say.Text("flag.no_documents"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runReleaseVerify builds a release again: its totals and inputs from the versions that are kept, as known when it was made,
// and every cell of its reports from the documents that can still be had. It fails where anything differs.
func runReleaseVerify(ctx context.Context, a *app, args []string, noDocuments, asJSON bool) error {
	found, err := a.findReleases(ctx, args, 1)
	if err != nil {
		return err
	}
	v := releaseVerification{Release: found[0], TotalsCompared: found[0].Rows}
	session, err := a.openRelease(ctx, v.Release)
	if err != nil {
		return err
	}
	defer session.Close()
	if v.Totals, err = release.CompareTotals(ctx, session.Query, v.Release); err != nil {
		return err
	}
	if v.Inputs, err = release.CompareInputs(ctx, session.Query, v.Release); err != nil {
		return err
	}
	hash, err := release.Reference(ctx, session.Query)
	if err != nil {
		return err
	}
	v.ReferenceChanged = hash != v.ReferenceHash
	views, err := textRows(ctx, session.Query, "SELECT hash FROM installed_view_set")
	if err != nil {
		return err
	}
	v.ViewsChanged = len(views) != 1 || views[0][0] != v.Views
	if !noDocuments {
		if err := a.verifyDocuments(ctx, session, &v); err != nil {
			return err
		}
	}
	if asJSON {
		err = writeJSON(a.out, v)
	} else {
		err = a.showReleaseVerification(v)
	}
	if n := len(v.Totals) + len(v.Inputs) + len(v.Differing); n > 0 {
		err = errors.Join(err, fmt.Errorf("release verify: %w: %d", fault.ErrDiffers, n))
	}
	return err
}

// verifyDocuments reads the documents of a release again.
func (a *app) verifyDocuments(ctx context.Context, session *queries.Session, v *releaseVerification) (err error) {
	inputs, err := release.Inputs(ctx, session.Query, v.Release)
	if err != nil {
		return err
	}
	extractor, err := a.extractor(nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, extractor.Close()) }()
	v.Documents = &verifiedCount{}
	for _, i := range inputs {
		if err := ctx.Err(); err != nil {
			return err
		}
		v.Documents.Documents++
		found := a.original(ctx, extractor, i.SHA256, i.Paths)
		if found.status != documentRead {
			v.Documents.Gone++
			continue
		}
		one, err := verifyVersion(ctx, extractor, session.Query, found, i.VersionID, i.Ordinal)
		if err != nil {
			return err
		}
		one.OtherParser = i.ParserVersion != ingest.ParserVersion || i.RulesVersion != extractor.RulesVersion()
		v.Documents.Cells += one.Cells
		if len(one.Differences) > 0 {
			v.Documents.Differing++
			v.Differing = append(v.Differing, verifiedDocument{i.Agency, i.RegionCode, i.SHA256, found.from, *one})
		}
	}
	return nil
}

func (a *app) showReleaseVerification(v releaseVerification) error {
	if v.ReferenceChanged {
		a.printf("%s\n", a.say.Text("release.reference_changed"))
	}
	if v.ViewsChanged {
		a.printf("%s\n", a.say.Text("release.views_changed"))
	}
	for _, t := range v.Totals {
		a.branch(0, "! %s", a.say.Text("release.total_differs", "region", t.RegionCode, "basis", a.say.Text("basis."+t.Basis), "code", t.Code,
			"stored", a.orNone(t.Stored), "rebuilt", a.orNone(t.Rebuilt)))
	}
	for _, i := range v.Inputs {
		a.branch(0, "! %s", a.say.Text("release.input_differs", "agency", i.Agency, "region", i.RegionCode))
	}
	for i := range v.Differing {
		d := &v.Differing[i]
		a.branch(0, "! %s", a.say.Text("release.document_differs", "agency", d.Agency, "region", d.RegionCode, "path", d.ReadFrom))
		a.tellVerified(1, &d.verification)
	}
	a.printf("%s\n", a.say.Text("release.verified", "totals", v.TotalsCompared, "differing", len(v.Totals), "reports", v.Reports, "inputs", len(v.Inputs)))
	if v.Documents != nil {
		a.printf("%s\n", a.say.Text("explain.verified", "documents", v.Documents.Documents, "cells", v.Documents.Cells, "gone", v.Documents.Gone,
			"differing", v.Documents.Differing))
	}
	return nil
}
