package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"gongkai/internal/fault"
	"gongkai/job"
	"gongkai/render"
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
	return errors.Join(render.ReleaseVerification(a.out, a.say, &v), err)
}
