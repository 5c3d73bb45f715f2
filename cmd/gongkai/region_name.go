package main

import (
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/regions"
)

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
