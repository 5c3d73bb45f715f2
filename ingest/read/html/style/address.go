package style

import (
	"encoding/base64"
	"net/url"
	"strings"

	"gongkai/ingest/read/charset"
)

// embedded returns the sheet that stands in its own address: data:text/css;base64,….
func embedded(address string) (string, bool) {
	address = strings.TrimSpace(address)
	if len(address) < len("data:") || !strings.EqualFold(address[:len("data:")], "data:") || len(address) > maxBytes {
		return "", false
	}
	head, body, found := strings.Cut(address[len("data:"):], ",")
	if !found {
		return "", false
	}
	text, err := url.PathUnescape(body)
	if err != nil {
		return "", false
	}
	if strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		packed := strings.Map(func(r rune) rune {
			if strings.ContainsRune(" \t\r\n=", r) {
				return -1
			}
			return r
		}, text)
		decoded, err := base64.RawStdEncoding.DecodeString(packed)
		if err != nil {
			return "", false
		}
		text = string(decoded)
	}
	out, _, _ := charset.Decode([]byte(text), "")
	return out, true
}
