package mime

import (
	"bytes"
	"encoding/base64"
	"net/url"
	"strings"

	"gongkai/ingest/read/charset"
)

// sheets are the style sheets that stand beside a page in its archive.
type sheets struct {
	parts []*part
	base  string // the address of the page
}

// sheets appends the parts that are style sheets.
func (m message) sheets(out []*part) []*part {
	if m.leaf != nil {
		if m.leaf.mediaType == "text/css" || strings.HasSuffix(strings.ToLower(m.leaf.location), ".css") {
			out = append(out, m.leaf)
		}
		return out
	}
	for _, child := range m.children {
		out = child.sheets(out)
	}
	return out
}

// find returns the text of the sheet that a page or another sheet names, by the Content-ID of a part or by its address. found says
// that there is a part; err that it could not be decoded.
func (s sheets) find(address string) (text string, found bool, err error) {
	p := s.part(strings.TrimSpace(address))
	if p == nil {
		return "", false, nil
	}
	if p.err != nil {
		return "", true, p.err
	}
	text, _, _ = charset.Decode(p.content, p.charset)
	return text, true, nil
}

func (s sheets) part(address string) *part {
	if id, ok := strings.CutPrefix(address, "cid:"); ok {
		if plain, err := url.PathUnescape(id); err == nil {
			id = plain
		}
		for _, p := range s.parts {
			if p.id == id {
				return p
			}
		}
		return nil
	}
	whole := address
	if base, err := url.Parse(s.base); err == nil {
		if to, err := base.Parse(address); err == nil {
			whole = to.String()
		}
	}
	for _, p := range s.parts {
		if p.location != "" && (p.location == whole || p.location == address) {
			return p
		}
	}
	// A sheet that another one names stands relative to that one: files/a.css names b.css.
	var only *part
	for _, p := range s.parts {
		if strings.HasSuffix(p.location, "/"+strings.TrimPrefix(address, "./")) {
			if only != nil {
				return nil
			}
			only = p
		}
	}
	return only
}

// withSheets puts the sheets that the body of a mail names by their Content-ID in the place of their names, once each: the
// body is read as a file of its own.
func withSheets(body []byte, parts []*part) []byte {
	for _, p := range parts {
		if p.id == "" || p.err != nil {
			continue
		}
		name := []byte("cid:" + p.id)
		if at := bytes.Index(body, name); at >= 0 {
			text, _, _ := charset.Decode(p.content, p.charset)
			data := "data:text/css;base64," + base64.StdEncoding.EncodeToString([]byte(text))
			body = append(append(bytes.Clone(body[:at]), data...), body[at+len(name):]...)
		}
	}
	return body
}
