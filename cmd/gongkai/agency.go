package main

import (
	"github.com/spf13/cobra"
)

// newAgency groups the commands on the bodies that report.
func newAgency(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use: "agency",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return wrongUse(a.say.Text("usage.unknown_command", "name", "agency "+args[0]))
		},
	}
	a.describe(cmd, "agency", 0, 2)
	for _, sub := range []*cobra.Command{
		newAgencyList(a), newAgencyShow(a), newAgencyReview(a), newAgencySettle(a), newAgencyImport(a), newAgencyMerge(a), newAgencyRename(a), newAgencyCompare(a),
	} {
		a.complete(sub)
		cmd.AddCommand(sub)
	}
	return cmd
}
