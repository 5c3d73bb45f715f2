// Package key names what a warehouse keeps. The ids that leave it (agency, report, version, finding) are hashes of what they name,
// so they are the same in every warehouse: shards can be merged, a verdict survives a re-run, and a link to a report stays good.
//
// The invariant: what goes into an id never changes. Another field, or the same fields in another order, would give every body,
// report or finding a new id, and cut it off from its aliases, corrections and verdicts.
//
//	agency := key.Agency("淮安市人民政府", "320800")
//	report := key.Report("淮安市人民政府", "320800", 2024)
package key

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

// Agency is the id of a body: its name and its region.
func Agency(name, region string) int64 { return id("agency", name, region) }

// Report is the id of what a body published for a year, whatever the document.
func Report(name, region string, year int) int64 {
	return id("report", name, region, strconv.Itoa(year))
}

// Unsettled makes a document a report by itself until agency, region and year are known. The ordinal counts its reports from 1.
func Unsettled(sha string, ordinal int) int64 {
	return id("unsettled", sha, strconv.Itoa(ordinal))
}

// Version names a version by everything that can make it differ from another: the same key is the same version.
func Version(sha string, ordinal int, parser, rules string, r *report.Report) string {
	sum := digest("version", sha, strconv.Itoa(ordinal), parser, rules,
		r.Agency, r.RegionCode, strconv.Itoa(r.Year),
		string(r.Scopes.Disclosure), string(r.Scopes.Request), string(r.Scopes.Appeal))
	return hex.EncodeToString(sum[:16])
}

// Finding names a finding by its report, rule, cells and their values, so that a verdict on it survives a re-run
// and lapses when a number changes. It is short because people type it.
func Finding(reportID int64, f *report.Finding, cells map[string]*report.Cell) string {
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
