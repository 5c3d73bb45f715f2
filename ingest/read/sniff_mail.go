package read

import (
	"bytes"
	"slices"
	"strings"
)

// isMail reports whether text, in lower case, begins with the header of a message (RFC 5322, section 2.2): nothing but fields, of
// which two are those of mails in whatever order, or one says of what sort the message is. A header longer than the text
// counts as far as it goes: the signatures of a mail server can fill the first kilobytes.
func isMail(text []byte) bool {
	if rest, ok := bytes.CutPrefix(text, []byte("from ")); ok { // of an mbox
		if _, text, ok = bytes.Cut(rest, []byte("\n")); !ok {
			return false
		}
	}
	known := 0
	head, ended := text, false
	for n := 0; len(text) > 0; n++ {
		line, rest, whole := bytes.Cut(text, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		text = rest
		if len(line) == 0 {
			ended = true
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if n == 0 {
				return false
			}
			continue
		}
		name, value, ok := bytes.Cut(line, []byte(":"))
		if !ok || !isFieldName(name) {
			if !whole && n > 0 {
				break // cut off
			}
			return false
		}
		switch {
		case string(name) == "mime-version", string(name) == "content-type" && bytes.IndexByte(value, '/') > 0:
			return true
		case isMailField(string(name)):
			known++
		}
	}
	return known >= 2 || known == 1 && !ended && len(head) >= longField && isASCII(head)
}

// longField is how long the beginning of a text is that one field of a mail fills: the reports of a filter go over kilobytes.
const longField = 3000

func isASCII(text []byte) bool {
	return !slices.ContainsFunc(text, func(c byte) bool { return c >= 0x80 })
}

// maxFieldName is the longest name of a field that is taken for one.
const maxFieldName = 76

// isFieldName reports whether a name has only the characters that the name of a field may have.
func isFieldName(name []byte) bool {
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return len(name) > 0 && len(name) <= maxFieldName
}

// isMailField reports whether a field is one of mails; no text begins with two lines of such names.
func isMailField(name string) bool {
	switch name {
	case "received", "return-path", "delivered-to", "from", "to", "cc", "bcc", "sender", "reply-to", "subject", "date", "message-id",
		"in-reply-to", "references", "mime-version", "content-type", "content-transfer-encoding", "content-disposition",
		"content-location", "content-language", "snapshot-content-location", "dkim-signature", "domainkey-signature",
		"authentication-results", "received-spf", "user-agent", "importance", "priority", "thread-topic", "thread-index":
		return true
	}
	return strings.HasPrefix(name, "x-") || strings.HasPrefix(name, "arc-") || strings.HasPrefix(name, "resent-") ||
		strings.HasPrefix(name, "list-")
}
