package main

import (
	"github.com/spf13/cobra"
)

// newAgency groups the commands on the bodies that report.
func newAgency(a *app) *cobra.Command {
	return a.group("agency", []int{0, 2},
		newAgencyList(a), newAgencyShow(a), newAgencyReview(a), newAgencySettle(a), newAgencyImport(a), newAgencyMerge(a), newAgencyRename(a),
		newAgencyCompare(a))
}
