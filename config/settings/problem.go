package settings

import (
	"fmt"
	"strings"

	"gongkai/internal/fault"
)

// Kinds of a Problem. Each has a sentence in the catalogue of messages, settings.problem.<kind>.
const (
	KindFile     = "file"     // the file cannot be read or is not YAML
	KindUnknown  = "unknown"  // no such key
	KindWhole    = "whole"    // not a whole number
	KindRange    = "range"    // outside Want
	KindText     = "text"     // not one value
	KindEmpty    = "empty"    // must not be empty
	KindMemory   = "memory"   // not an amount of memory such as 2GB
	KindDuration = "duration" // not a time such as 30s
	KindChoice   = "choice"   // none of Want
	KindList     = "list"     // not a list of texts
	KindCron     = "cron"     // not a cron expression with five fields
	KindZone     = "zone"     // no such time zone
)

// Kinds lists every kind of Problem.
func Kinds() []string {
	return []string{
		KindFile, KindUnknown, KindWhole, KindRange, KindText, KindEmpty, KindMemory, KindDuration, KindChoice, KindList,
		KindCron, KindZone,
	}
}

// Problem is one thing that a person must mend.
type Problem struct {
	Kind   string
	Key    string // as the person wrote it: a key, a variable or the path of a file
	Value  string
	Want   string // what would be right, where Kind does not say it all
	Source Source
}

// Invalid is the error of settings that cannot be used, with all problems at once. It is wrong use.
type Invalid struct{ Problems []Problem }

// Error lists the problems in English, one after the other.
func (e *Invalid) Error() string {
	var parts []string
	for _, p := range e.Problems {
		part := fmt.Sprintf("%s: %s", p.Key, p.Kind)
		if p.Value != "" {
			part += fmt.Sprintf(" %q", p.Value)
		}
		if p.Want != "" {
			part += ", want " + p.Want
		}
		parts = append(parts, part+" ("+p.Source.String()+")")
	}
	return "settings: " + strings.Join(parts, "; ")
}

// Unwrap makes an Invalid wrong use.
func (e *Invalid) Unwrap() error { return fault.ErrUsage }
