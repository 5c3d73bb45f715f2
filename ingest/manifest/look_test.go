package manifest

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/ingest"
)

// A row without a path, but with an address and a day, says that somebody looked there for a report; the others name documents.
func TestManifestLooks(t *testing.T) {
	t.Parallel()
	m, err := manifest(t, t.TempDir(), "path,agency,region_code,year,source,fetched_on\n"+
		"a.html,,,,https://example.org/a,2024-04-01\n"+
		",武汉市教育局,420100,2023,https://example.org/jyj,2024-04-01\n"+
		",,武汉市,2023,https://example.org/,2024-04-02\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []Look{
		{3, ingest.Entry{Agency: "武汉市教育局", RegionCode: "420100", Year: 2023, Source: "https://example.org/jyj", FetchedOn: "2024-04-01"}},
		{4, ingest.Entry{RegionCode: "420100", Year: 2023, Source: "https://example.org/", FetchedOn: "2024-04-02"}},
	}
	if diff := cmp.Diff(want, m.Looks()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if m.Rows() != 1 || len((*Manifest)(nil).Looks()) != 0 {
		t.Errorf("%d rows name documents, want 1", m.Rows())
	}
}

// Every look that does not fit is named.
func TestManifestLooksRefused(t *testing.T) {
	t.Parallel()
	_, err := manifest(t, t.TempDir(), "path,region_code,year,source,fetched_on\n"+
		",420100,2023,https://example.org/,\n"+
		",,2023,https://example.org/,2024-04-01\n"+
		",420100,,https://example.org/,2024-04-01\n"+
		",420100,2023,https://example.org/,2023-12-31\n"+
		",420100,2023,https://example.org/,2024-02-30\n"+
		",420100,2023,https://example.org/,2024-04-01\n"+
		",武汉市,2023,https://example.org/,2024-04-01\n"+
		",999999,2023,https://example.org/,2024-04-01\n"+
		",420100,1999,https://example.org/,2024-04-01\n"+
		"a.html,420100,2023,https://example.org/,2024-02-30\n")
	var refused *Error
	if !errors.As(err, &refused) {
		t.Fatal(err)
	}
	got := map[int]string{}
	for _, p := range refused.Problems {
		got[p.Line] += p.Kind + " "
	}
	want := map[int]string{
		2: "no_path ", 3: "look ", 4: "look ", 5: "day ", 6: "day ", 8: "conflict ", 9: "region ", 10: "year ", 11: "fetched ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	path := filepath.Join(t.TempDir(), "m.csv")
	if _, err := Read(path, Options{}); err == nil {
		t.Error("there is no such file")
	}
}
