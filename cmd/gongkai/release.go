package main

import (
	"context"

	"github.com/spf13/cobra"

	"gongkai/job"
	"gongkai/queries/page"
	"gongkai/render"
	"gongkai/warehouse/release"
)

func newRelease(a *app) *cobra.Command {
	return a.group("release", []int{0, 1, 2, 10, 12}, newReleaseList(a), newReleaseShow(a), newReleaseDiff(a), newReleaseVerify(a),
		newReleaseQuality(a), newReleaseBundle(a))
}

func newReleaseList(a *app) *cobra.Command {
	var year int
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list [--year Y] [--json]", Args: a.noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runReleaseList(cmd.Context(), a, year, asJSON) },
	}
	a.describe(cmd, "release_list", 0, 1, 2, 10, 12)
	cmd.Flags().IntVar(&year, "year", 0, a.say.Text("flag.release_year"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runReleaseList prints the releases, the newest first.
func runReleaseList(ctx context.Context, a *app, year int, asJSON bool) error {
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	list, err := release.List(ctx, session.Query, year)
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.out, struct {
			Releases []release.Release `json:"releases"`
		}{list})
	}
	return render.Releases(a.out, a.say, list)
}

func newReleaseShow(a *app) *cobra.Command {
	var asJSON, asPage bool
	cmd := &cobra.Command{
		Use: "show ID [--page] [--json]", ValidArgsFunction: a.completeReleases(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runReleaseShow(cmd.Context(), a, args, asPage, asJSON)
		},
	}
	a.describe(cmd, "release_show", 0, 1, 2, 10, 12)
	cmd.Flags().BoolVar(&asPage, "page", false, a.say.Text("flag.release_page"))
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runReleaseShow prints what a release is, or its methodology page.
func runReleaseShow(ctx context.Context, a *app, args []string, asPage, asJSON bool) error {
	found, err := a.findReleases(ctx, args, 1)
	if err != nil {
		return err
	}
	r := found[0]
	switch {
	case asPage && asJSON:
		return wrongUse(a.say.Text("usage.page_or_json"))
	case asJSON:
		return writeJSON(a.out, r)
	case asPage:
		session, err := a.openRelease(ctx, "", r)
		if err != nil {
			return err
		}
		defer session.Close()
		pages, err := methodologyPages(ctx, session, r, a.say.Language)
		if err != nil {
			return err
		}
		a.printf("%s", pages[0].text)
		return nil
	}
	return render.Release(a.out, a.say, &r)
}

// findReleases returns the releases named by the arguments, so many.
func (a *app) findReleases(ctx context.Context, args []string, count int) ([]release.Release, error) {
	if len(args) != count {
		return nil, wrongUse(a.say.Text("usage.releases", "count", count))
	}
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer session.Close()
	var out []release.Release
	for _, id := range args {
		r, err := job.FindRelease(ctx, session.Query, id)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// completeReleases offers the ids of releases for the first arguments, and nothing where there is no warehouse to ask.
func (a *app) completeReleases(count int) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= count || a.load(cmd) != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		session, err := a.openSnapshot(cmd.Context())
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer session.Close()
		list, err := release.List(cmd.Context(), session.Query, 0)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var ids []string
		for _, r := range list {
			ids = append(ids, r.ID+"\t"+string(r.Status))
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	}
}

func newReleaseDiff(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "diff BEFORE AFTER [--json]", ValidArgsFunction: a.completeReleases(2),
		RunE: func(cmd *cobra.Command, args []string) error { return runReleaseDiff(cmd.Context(), a, args, asJSON) },
	}
	a.describe(cmd, "release_diff", 0, 1, 2, 10, 12)
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// runReleaseDiff prints the totals that two releases of a year hold with another value, with the reports that are the cause.
func runReleaseDiff(ctx context.Context, a *app, args []string, asJSON bool) error {
	found, err := a.findReleases(ctx, args, 2)
	if err != nil {
		return err
	}
	if found[0].Year != found[1].Year {
		return wrongUse(a.say.Text("usage.release_years", "before", found[0].Year, "after", found[1].Year))
	}
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	d, err := page.ReadReleaseDiff(ctx, session.Query, found[0], found[1])
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.out, d)
	}
	return render.ReleaseDiff(a.out, a.say, &d)
}
