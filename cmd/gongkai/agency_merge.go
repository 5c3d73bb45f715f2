package main

import (
	"strings"

	"github.com/spf13/cobra"

	"gongkai/job/register"
)

func newAgencyMerge(a *app) *cobra.Command {
	var c register.Change
	var o decisionFlags
	cmd := &cobra.Command{
		Use: "merge NAME… --into NAME [--since DAY] [--region R] --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			c.Bodies = args
			if len(args) == 0 || c.Into == "" {
				return wrongUse(a.say.Text("usage.merge"))
			}
			return shown(a, o.asJSON, a.showEntries)(register.Merge(cmd.Context(), c, a.decision(o)))
		},
	}
	a.describe(cmd, "agency_merge", 0, 1, 2, 10, 11, 12)
	cmd.Flags().StringVar(&c.Into, "into", "", a.say.Text("flag.merge_into"))
	a.changeFlags(cmd, &c, &o, "flag.merge_since")
	return cmd
}

func newAgencyRename(a *app) *cobra.Command {
	var c register.Change
	var o decisionFlags
	cmd := &cobra.Command{
		Use: "rename NAME NEWNAME [--since DAY] [--region R] --why TEXT [--who NAME]",
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return wrongUse(a.say.Text("usage.rename"))
			}
			c.Bodies, c.Into = args[:1], strings.TrimSpace(args[1])
			return shown(a, o.asJSON, a.showEntries)(register.Rename(cmd.Context(), c, a.decision(o)))
		},
	}
	a.describe(cmd, "agency_rename", 0, 1, 2, 10, 11, 12)
	a.changeFlags(cmd, &c, &o, "flag.rename_since")
	return cmd
}

// changeFlags adds the flags of both commands.
func (a *app) changeFlags(cmd *cobra.Command, c *register.Change, o *decisionFlags, since string) {
	cmd.Flags().StringVar(&c.Since, "since", "", a.say.Text(since))
	cmd.Flags().StringVar(&c.Region, "region", "", a.say.Text("flag.agency_region"))
	a.decisionFlags(cmd, o)
}
