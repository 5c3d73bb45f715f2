package report

import (
	"regexp"
	"strconv"
)

// nameDigits is how many digits of the hash of a document stand in the name of a report: enough to tell the documents of a nation apart.
const nameDigits = 12

// Name is what people type for a report of a document: the first digits of the document's hash, and which report of it is meant where
// there are several, as 0123456789ab#2. An ordinal of 0 stands for the only one.
func Name(sha256 string, ordinal int) string {
	name := sha256[:min(nameDigits, len(sha256))]
	if ordinal > 0 {
		name += "#" + strconv.Itoa(ordinal)
	}
	return name
}

// ParseName reads what a person typed for a report: the first digits of its document's hash, six at least, and which report of it is
// meant, 0 where nothing is said. It reports false for anything else.
func ParseName(text string) (digits string, ordinal int, ok bool) {
	m := regexp.MustCompile(`^([0-9a-f]{6,64})(?:#([1-9][0-9]{0,3}))?$`).FindStringSubmatch(text)
	if m == nil {
		return "", 0, false
	}
	ordinal, _ = strconv.Atoi(m[2]) // four digits, or none
	return m[1], ordinal, true
}
