package export

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/internal/fault"
)

// Format is a kind of file that an export can hold.
type Format string

// The formats. Each has a folder of its own name.
const (
	Parquet Format = "parquet"
	CSV     Format = "csv"
	Arrow   Format = "arrow" // the IPC file format, also called Feather 2
	XLSX    Format = "xlsx"  // the panels, in one workbook
)

// Formats returns all formats.
func Formats() []Format { return []Format{Parquet, CSV, XLSX, Arrow} }

// ParseFormats reads a list as "parquet,csv". It returns an error that wraps fault.ErrUsage for a format that does not
// exist, and for none.
func ParseFormats(list string) ([]Format, error) {
	var out []Format
	for _, name := range strings.Split(list, ",") {
		f := Format(strings.TrimSpace(name))
		if !slices.Contains(Formats(), f) {
			return nil, fmt.Errorf("%w: there is no format %q", fault.ErrUsage, name)
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out, nil
}

func (f Format) mediaType() string {
	switch f {
	case Parquet:
		return "application/vnd.apache.parquet"
	case CSV:
		return "text/csv"
	case Arrow:
		return "application/vnd.apache.arrow.file"
	default:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
}
