package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/job"
)

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

// runReleaseVerify builds a release again and shows what differs.
func runReleaseVerify(ctx context.Context, a *app, args []string, noDocuments, asJSON bool) error {
	if len(args) != 1 {
		return wrongUse(a.say.Text("usage.releases", "count", 1))
	}
	options, err := a.options(reading{})
	if err != nil {
		return err
	}
	v, err := job.VerifyRelease(ctx, job.VerifyOptions{
		Store: a.store(), Session: options, Release: args[0], Read: a.readOptions(), NoDocuments: noDocuments,
	})
	switch {
	case err != nil && !errors.Is(err, fault.ErrDiffers):
		return err
	case asJSON:
		return errors.Join(writeJSON(a.out, v), err)
	}
	return errors.Join(a.showReleaseVerification(v), err)
}

func (a *app) showReleaseVerification(v job.ReleaseVerification) error {
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
		a.tellVerified(1, &d.Verification)
	}
	a.printf("%s\n", a.say.Text("release.verified", "totals", v.TotalsCompared, "differing", len(v.Totals), "reports", v.Reports, "inputs", len(v.Inputs)))
	if v.Documents != nil {
		a.printf("%s\n", a.say.Text("explain.verified", "documents", v.Documents.Documents, "cells", v.Documents.Cells, "gone", v.Documents.Gone,
			"differing", v.Documents.Differing))
	}
	return nil
}
