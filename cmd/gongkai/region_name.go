package main

import (
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
	"gongkai/queries/page"
)

// findRegion is page.FindRegion, which refuses in the language chosen.
func (a *app) findRegion(text string, year int) (regions.Region, error) {
	table, err := regions.Embedded()
	if err != nil {
		return regions.Region{}, err
	}
	return a.findRegionIn(table, text, year)
}

// findRegionIn is findRegion in a table that is read already, for lists with a region a row.
func (a *app) findRegionIn(table *regions.Table, text string, year int) (regions.Region, error) {
	region, err := page.FindRegion(table, text, year)
	return region, a.inWords(err)
}

// regionFilter is page.RegionCode, which refuses in the language chosen.
func (a *app) regionFilter(text string, year int) (string, error) {
	code, err := page.RegionCode(text, year)
	return code, a.inWords(err)
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
