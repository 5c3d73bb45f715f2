package ofd

import (
	"testing"

	"gongkai/ingest/read/readtest"
)

// FuzzContent puts arbitrary objects on a page: what they paint may be anything, and no grid breaks its rules.
func FuzzContent(f *testing.F) {
	f.Add(table()+digits(52, 66, `Alpha="3"`, `<ofd:FillColor Value="#FF 2 x"/>`, "86460")+line(52, 64, 60, 64), filled(51, 61, 20, 7, "", white))
	f.Add(`<ofd:ImageObject Boundary="0 0 9 9" ResourceID="1"/><ofd:CompositeObject Boundary="1 1 NaN 3"/>`, `<ofd:PathObject Fill="true"><ofd:AbbreviatedData>M 0 0 Q 1 1 1e9 2 B 1 2 3 4 5 6 A 1 2 3 4 5 6 7 C</ofd:AbbreviatedData></ofd:PathObject>`)
	f.Fuzz(func(t *testing.T, objects, template string) {
		_, _ = readtest.Hostile(t, New(), onePage(t, objects, template))
	})
}
