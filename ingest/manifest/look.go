package manifest

import (
	"strconv"

	"gongkai/ingest"
	"gongkai/ingest/sheet"
)

// Look is a row of a manifest without a path: whoever fetched the documents looked for this report and found none.
type Look struct {
	Line         int
	ingest.Entry // whose FetchedOn is the day on which he looked
}

// Looks returns the rows without a path, in the order of the file. A nil manifest has none.
func (m *Manifest) Looks() []Look {
	if m == nil {
		return nil
	}
	return m.looks
}

// isLook reports whether a row says that somebody looked: it names no document, but where and when.
func isLook(line sheet.Row) bool {
	return line.Values["path"] == "" && line.Values["source"] != "" && line.Values["fetched_on"] != ""
}

// look reads the rest of a row that says so, and refuses one that does not say for whose report, or that is of a day on which that could
// not be there.
func (r *reader) look(line sheet.Row, entry ingest.Entry) (Look, bool) {
	text := line.Values["fetched_on"]
	day, ok := sheet.Day(text)
	switch {
	case entry.Year == 0 || entry.RegionCode == "":
		r.refuse(Problem{Line: line.Number, Kind: LookOf})
		return Look{}, false
	case !ok || day <= strconv.Itoa(entry.Year)+"-12-31" || r.options.Today != "" && day > r.options.Today:
		r.refuse(Problem{Line: line.Number, Kind: Day, Value: text, Year: entry.Year})
		return Look{}, false
	}
	entry.FetchedOn = day
	look := Look{Line: line.Number, Entry: entry}
	same := look
	same.Line = 0
	if earlier, twice := r.looks[same]; twice {
		r.refuse(Problem{Line: line.Number, Kind: Conflict, Value: entry.Source, Other: earlier})
		return Look{}, false
	}
	r.looks[same] = line.Number
	return look, true
}
