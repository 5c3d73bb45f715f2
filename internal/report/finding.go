package report

// Finding is the outcome of one rule on some cells. Bad data is a finding, never an error.
type Finding struct {
	Rule       string
	Subject    Subject // empty for the document as a whole
	Severity   Severity
	Status     Status
	Left       *Sum // nil where the rule compares nothing or a part is missing
	Right      *Sum
	MessageZH  string
	MessageEN  string
	Cells      []string // codes of just the cells of the failed relation
	Suggestion []Suggestion
}

// Message returns the message in "zh" or, for anything else, in English.
func (f Finding) Message(language string) string {
	if language == "zh" {
		return f.MessageZH
	}
	return f.MessageEN
}

// IsOpenError reports whether the finding makes its cells flagged: an error that failed.
func (f Finding) IsOpenError() bool { return f.Severity == Error && f.Status == Fail }

// Severity of a finding: Error only with status Fail; Uncertain is at most a Warning; NotAssessable is Info.
type Severity string

// The severities, rising.
const (
	Info    Severity = "info"
	Warning Severity = "warning"
	Error   Severity = "error"
)

// AtLeast reports whether s is as severe as floor or more.
func (s Severity) AtLeast(floor Severity) bool { return s.rank() >= floor.rank() }

func (s Severity) rank() int {
	switch s {
	case Error:
		return 2
	case Warning:
		return 1
	case Info:
		return 0
	}
	return -1
}

// Status of a finding. A rule that passes is counted, not stored.
type Status string

// The statuses.
const (
	Pass          Status = "pass"
	Fail          Status = "fail"
	Uncertain     Status = "uncertain"
	NotAssessable Status = "not_assessable"
)

// Suggestion is a value that the other cells call for. It never replaces what was published.
type Suggestion struct {
	Code    string `json:"code"`
	Value   string `json:"value"`
	Culprit string `json:"culprit"` // reader, agency or unknown
}
