package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
)

// findRegion returns the one region that a person named by its code or name, as it was at 31 December of a year (0: ever).
// Where the name has several it is wrong use, and the message lists them; where it has none in that year but had one in
// another, the message says what became of it.
func (a *app) findRegion(text string, year int) (regions.Region, error) {
	table, err := regions.Embedded()
	if err != nil {
		return regions.Region{}, err
	}
	return a.findRegionIn(table, text, year)
}

// findRegionIn is findRegion in a table that is read already, for lists with a region a row.
func (a *app) findRegionIn(table *regions.Table, text string, year int) (regions.Region, error) {
	found := table.Find(text, year)
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return regions.Region{}, wrongUse(a.say.Text("usage.many_regions", "region", text, "choices", strings.Join(a.choices(table, found, year), "\n  ")))
	}
	if once := table.Find(text, 0); year != 0 && len(once) > 0 {
		return regions.Region{}, wrongUse(a.say.Text("usage.region_year", "region", text, "year", year,
			"choices", strings.Join(a.lives(table, once), "\n  ")))
	}
	return regions.Region{}, wrongUse(a.say.Text("usage.no_region", "region", text))
}

// regionFilter is findRegion for --region: the code, empty where none is asked for.
func (a *app) regionFilter(text string, year int) (string, error) {
	if text == "" {
		return "", nil
	}
	region, err := a.findRegion(text, year)
	return region.Code, err
}

// choices lists regions with all that hold them, as 320106 江苏省南京市鼓楼区; where no year is asked for with their time too, since
// a region and the one that it became can bear one name.
func (a *app) choices(table *regions.Table, found []regions.Region, year int) []string {
	var out []string
	for _, r := range found {
		line := r.Code + " " + pathName(table, r, year)
		if year == 0 && r.ValidTo != "" {
			line += a.say.Text("region.until", "to", r.ValidTo)
		}
		out = append(out, line)
	}
	return out
}

// pathName is the name of a region with those of all that hold it in front.
func pathName(table *regions.Table, r regions.Region, year int) string {
	var names []string
	for at, ok := r, true; ok && at.Code != regions.Nation; at, ok = table.At(at.ParentCode, year) {
		names = append(names, at.Name)
	}
	if len(names) == 0 {
		return r.Name
	}
	slices.Reverse(names)
	return strings.Join(names, "")
}

// lives says from when to when regions were, and what they became.
func (a *app) lives(table *regions.Table, found []regions.Region) []string {
	var out []string
	for _, r := range found {
		line := a.say.Text("region.life", "code", r.Code, "name", r.Name, "from", orElse(r.ValidFrom, "…"), "to", orElse(r.ValidTo, "…"))
		if heir, ok := table.At(r.SuccessorCode, 0); ok && r.SuccessorCode != r.Code {
			line += a.say.Text("region.heir", "code", heir.Code, "name", heir.Name)
		}
		out = append(out, line)
	}
	return out
}

func orElse(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// addRegion adds --region, which completes, to a command.
func (a *app) addRegion(cmd *cobra.Command, region *string) {
	cmd.Flags().StringVar(region, "region", "", a.say.Text("flag.region"))
	// The only error is that there is no such flag.
	_ = cmd.RegisterFlagCompletionFunc("region", func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return a.completeRegion(cmd, nil, typed)
	})
}

// completeRegion offers the provinces and cities whose name or code begins with what was typed.
func (a *app) completeRegion(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	table, err := regions.Embedded()
	if err != nil || len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var out []string
	for _, r := range table.All() {
		if r.In(a.now().Year()) && (r.Level != regions.LevelCounty || typed != "") &&
			(strings.HasPrefix(r.Name, typed) || strings.HasPrefix(r.Code, typed)) {
			out = append(out, r.Name+"\t"+r.Code)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
