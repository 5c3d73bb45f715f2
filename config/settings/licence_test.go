package settings_test

import (
	"strings"
	"testing"

	"gongkai/config/settings"
)

// Each licence is one that its id finds, with what a reader of the data needs: a name, and where its text is.
func TestLicences(t *testing.T) {
	t.Parallel()
	list, err := settings.Licences()
	if err != nil || len(list) == 0 {
		t.Fatalf("%d licences, %v", len(list), err)
	}
	for _, l := range list {
		found, err := settings.FindLicence(l.ID)
		if err != nil || found != l || l.Title == "" || !strings.HasPrefix(l.URL, "http") {
			t.Errorf("%s: %+v, %v", l.ID, found, err)
		}
	}
	if none, err := settings.FindLicence(""); err != nil || none != (settings.Licence{}) {
		t.Errorf("no id: %+v, %v", none, err)
	}
}
