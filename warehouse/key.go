package warehouse

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"

	"gongkai/internal/report"
)

// digest hashes a list of fields. Each goes in with its length, so that ("ab", "c") and ("a", "bc") differ.
func digest(fields ...string) [sha256.Size]byte {
	var text []byte
	for _, f := range fields {
		text = binary.AppendUvarint(text, uint64(len(f)))
		text = append(text, f...)
	}
	return sha256.Sum256(text)
}

// id returns a positive 63-bit id. Among a million bodies the chance that any two share one is one in ten million.
func id(fields ...string) int64 {
	sum := digest(fields...)
	return int64(binary.BigEndian.Uint64(sum[:8]) &^ (1 << 63))
}

func agencyID(name, region string) int64 { return id("agency", name, region) }

func reportID(name, region string, year int) int64 {
	return id("report", name, region, strconv.Itoa(year))
}

// unsettledID makes a document a report by itself until agency, region and year are known.
func unsettledID(sha string, ordinal int) int64 {
	return id("unsettled", sha, strconv.Itoa(ordinal))
}

// versionKey names a version by everything that can make it differ from another: the same key is the same version.
func versionKey(sha string, ordinal int, info RunInfo, r *report.Report) string {
	sum := digest("version", sha, strconv.Itoa(ordinal), info.ParserVersion, info.RulesVersion,
		r.Agency, r.RegionCode, strconv.Itoa(r.Year),
		string(r.Scopes.Disclosure), string(r.Scopes.Request), string(r.Scopes.Appeal))
	return hex.EncodeToString(sum[:16])
}

// findingID names a finding by its report, rule, cells and their values, so that a verdict on it survives a re-run
// and lapses when a number changes. It is short because people type it.
func findingID(reportID int64, f *report.Finding, cells map[string]*report.Cell) string {
	fields := []string{"finding", strconv.FormatInt(reportID, 10), f.Rule, string(f.Subject), sumText(f.Left), sumText(f.Right)}
	for _, code := range f.Cells {
		fields = append(fields, code)
		if c := cells[code]; c != nil {
			fields = append(fields, string(c.State), valueText(c))
		}
	}
	if len(f.Cells) == 0 {
		// What names no cell (a section, a sentence of the prose) is told from another of its rule by what it says.
		fields = append(fields, f.MessageZH)
	}
	sum := digest(fields...)
	return hex.EncodeToString(sum[:8])
}

func sumText(s *report.Sum) string {
	if s == nil {
		return ""
	}
	return s.String()
}

// valueText returns the number of a cell, or nothing where it has none.
func valueText(c *report.Cell) string {
	if !c.State.HasValue() {
		return ""
	}
	return c.Value.String()
}
