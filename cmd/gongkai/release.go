package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"gongkai/job"
	"gongkai/rows"
	"gongkai/warehouse/release"
)

func newRelease(a *app) *cobra.Command {
	return a.group("release", []int{0, 1, 2, 10, 12}, newReleaseList(a), newReleaseShow(a), newReleaseDiff(a), newReleaseVerify(a))
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
	if len(list) == 0 {
		a.printf("%s\n", a.say.Text("release.none"))
		return nil
	}
	g := rows.Table{Right: map[int]bool{3: true, 4: true, 5: true}}
	for _, key := range []string{"id", "year", "status", "reports", "totals", "flagged", "recorded"} {
		g.Header = append(g.Header, a.say.Text("release.column_"+key))
	}
	for _, r := range list {
		g.Add(r.ID, fmt.Sprint(r.Year), a.say.Text("release."+string(r.Status)), fmt.Sprint(r.Reports), fmt.Sprint(r.Rows),
			fmt.Sprint(r.Flagged), shanghai(r.RecordedAt).Format("2006-01-02 15:04"))
	}
	return g.Write(a.out)
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
		session, err := a.openRelease(ctx, r)
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
	g := rows.Table{Header: []string{a.say.Text("release.what"), a.say.Text("release.value")}}
	for _, line := range []struct{ key, value string }{
		{"id", r.ID},
		{"year", fmt.Sprint(r.Year)},
		{"status", a.say.Text("release." + string(r.Status))},
		{"recorded", shanghai(r.RecordedAt).Format(time.RFC3339)},
		{"reports", fmt.Sprint(r.Reports)},
		{"totals", fmt.Sprint(r.Rows)},
		{"flagged", fmt.Sprint(r.Flagged)},
		{"inputs_hash", r.Inputs},
		{"totals_hash", r.Totals},
		{"reference_hash", r.ReferenceHash},
		{"views_hash", r.Views},
		{"parser", r.ParserVersion},
		{"rules", r.RulesVersion},
		{"program", r.Program},
	} {
		g.Add(a.say.Text("release.column_"+line.key), line.value)
	}
	return g.Write(a.out)
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

// releaseDiff is what `release diff --json` prints.
type releaseDiff struct {
	Before           release.Release    `json:"before"`
	After            release.Release    `json:"after"`
	ReferenceChanged bool               `json:"reference_changed"`
	ViewsChanged     bool               `json:"views_changed"`
	Restated         []release.Restated `json:"restated"`
}

// runReleaseDiff prints the totals that two releases of a year hold with another value, with the reports that are the cause.
func runReleaseDiff(ctx context.Context, a *app, args []string, asJSON bool) error {
	found, err := a.findReleases(ctx, args, 2)
	if err != nil {
		return err
	}
	d := releaseDiff{Before: found[0], After: found[1]}
	if d.Before.Year != d.After.Year {
		return wrongUse(a.say.Text("usage.release_years", "before", d.Before.Year, "after", d.After.Year))
	}
	d.ReferenceChanged = d.Before.ReferenceHash != d.After.ReferenceHash
	d.ViewsChanged = d.Before.Views != d.After.Views
	session, err := a.openSnapshot(ctx)
	if err != nil {
		return err
	}
	defer session.Close()
	if d.Restated, err = release.Diff(ctx, session.Query, d.Before, d.After); err != nil {
		return err
	}
	if asJSON {
		return writeJSON(a.out, d)
	}
	return a.showReleaseDiff(d)
}

func (a *app) showReleaseDiff(d releaseDiff) error {
	if d.ReferenceChanged {
		a.printf("%s\n", a.say.Text("release.reference_changed"))
	}
	if d.ViewsChanged {
		a.printf("%s\n", a.say.Text("release.views_changed"))
	}
	if len(d.Restated) == 0 {
		a.printf("%s\n", a.say.Text("release.no_difference"))
		return nil
	}
	g := rows.Table{Right: map[int]bool{4: true, 5: true, 6: true}}
	for _, key := range []string{"region", "basis", "code", "preferred", "before", "after", "difference", "causes"} {
		g.Header = append(g.Header, a.say.Text("release.column_"+key))
	}
	g.Wrap = len(g.Header)
	for _, t := range d.Restated {
		region, basis, code := t.Region+" "+t.RegionCode, a.say.Text("basis."+t.Basis), t.Code
		preferred, causes := "", a.causes(t.Causes)
		if t.AfterPreferred {
			preferred = "*"
		}
		g.Rows = append(g.Rows, []*string{&region, &basis, &code, &preferred, t.Before, t.After, t.Difference, &causes})
	}
	if err := g.Write(a.out); err != nil {
		return err
	}
	a.printf("%s\n", a.say.Text("release.restated", "count", len(d.Restated)))
	return nil
}

// causes says in words which reports changed a total.
func (a *app) causes(list []release.Cause) string {
	if len(list) == 0 {
		return a.say.Text("release.cause_other")
	}
	const most = 5
	out := ""
	for i, c := range list {
		if i == most {
			return out + a.say.Text("release.more", "count", len(list)-most)
		}
		if i > 0 {
			out += a.either("；", "; ")
		}
		out += a.say.Text("release.cause_"+c.Kind, "agency", c.Agency, "before", orElse(orEmpty(c.Before), a.say.Text("explain.none")),
			"after", orElse(orEmpty(c.After), a.say.Text("explain.none")))
	}
	return out
}
