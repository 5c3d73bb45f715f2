package render

import (
	"strings"
	"testing"

	"gongkai/config/messages"
	"gongkai/queries"
	"gongkai/queries/page"
)

// A value that was not there before is NULL, which is no zero; a total whose basis is no longer the preferred one says so.
func TestRestatement(t *testing.T) {
	t.Parallel()
	r := &page.Restatement{Since: "2025-01-01", Until: "2025-02-01", Values: "published", Restatement: queries.Restatement{
		Totals: []queries.RestatedTotal{{
			Year: 2024, RegionCode: "320800", RegionName: "淮安市", Basis: "built", WasPreferred: true, Code: "request.received.total",
			Value: ptr("12"), Causes: "correction, arrival", Classes: "late, restated",
		}},
	}}
	for language, name := range map[messages.Language]string{messages.English: "restatement.en.txt", messages.Chinese: "restatement.zh.txt"} {
		var b strings.Builder
		if err := Restatement(&b, in(t, language), r); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.String())
	}
}
