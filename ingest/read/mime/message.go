package mime

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/read"
	"gongkai/ingest/read/charset"
	"gongkai/internal/fault"
)

// maxNesting is how deep messages and multiparts may stand inside each other. Each forward of a mail with
// a body in two renditions adds four.
const maxNesting = 24

// part is a leaf of a message.
type part struct {
	mediaType  string // lower case; text/plain where none is given
	name       string // of the file, decoded
	charset    string
	id         string // Content-ID without brackets
	location   string
	attachment bool // Content-Disposition says so
	content    []byte
	err        error // why the content could not be decoded; content is then nil
}

// message is a tree of parts: a leaf, or a multipart with its children.
type message struct {
	leaf      *part
	mediaType string // of a multipart: multipart/related …
	start     string // the Content-ID of the root of a multipart/related
	children  []message
	truncated bool // the closing boundary is missing
}

// parser holds what all parts of a message share.
type parser struct {
	ctx    context.Context
	limits read.Limits
	parts  int
}

// longestHeader is of a message or a part, in bytes: gateways add some kilobytes. One of 50 MB took ten times that.
const longestHeader = 1 << 20

// header reads the fields at the start of a message and returns what follows.
func header(b []byte) (textproto.MIMEHeader, []byte, error) {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
	if bytes.HasPrefix(b, []byte("From ")) { // of an mbox
		_, b, _ = bytes.Cut(b, []byte("\n"))
	}
	fields, body, err := split(b)
	if err != nil {
		return nil, nil, err
	}
	if len(fields) == 0 {
		return nil, nil, fmt.Errorf("no header: %w", fault.ErrDamaged)
	}
	return fields, body, nil
}

// split parts the fields of a header from what follows the first empty line. A field that is none ends the reading of
// fields, not that of the message.
func split(b []byte) (textproto.MIMEHeader, []byte, error) {
	end := 0
	for end < len(b) {
		if end > longestHeader {
			return nil, nil, fmt.Errorf("a header of more than %d bytes: %w", longestHeader, fault.ErrTooLarge)
		}
		line := b[end:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		end += len(line)
		if len(bytes.TrimRight(line, "\r\n")) == 0 {
			break
		}
	}
	if end > longestHeader {
		return nil, nil, fmt.Errorf("a header of more than %d bytes: %w", longestHeader, fault.ErrTooLarge)
	}
	text := append(bytes.Clone(bytes.TrimRight(b[:end], "\r\n")), "\r\n\r\n"...)
	fields, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(text))).ReadMIMEHeader()
	if err != nil && fields == nil {
		fields = textproto.MIMEHeader{}
	}
	return fields, b[end:], nil
}

func (p *parser) parse(b []byte, depth int) (message, error) {
	fields, body, err := header(b)
	if err != nil {
		return message{}, err
	}
	return p.body(fields, body, depth)
}

// body reads what stands behind a header.
func (p *parser) body(fields textproto.MIMEHeader, b []byte, depth int) (message, error) {
	if err := p.ctx.Err(); err != nil {
		return message{}, err
	}
	if depth > maxNesting {
		return message{}, fmt.Errorf("more than %d messages inside each other: %w", maxNesting, fault.ErrTooLarge)
	}
	if p.parts++; p.limits.Entries > 0 && p.parts > p.limits.Entries {
		return message{}, fmt.Errorf("more than %d parts: %w", p.limits.Entries, fault.ErrTooLarge)
	}
	mediaType, params := contentType(fields.Get("Content-Type"))
	if strings.HasPrefix(mediaType, "multipart/") && params["boundary"] != "" {
		return p.multipart(mediaType, params, b, depth)
	}
	leaf := &part{mediaType: mediaType, charset: params["charset"], location: fields.Get("Content-Location")}
	leaf.id = strings.Trim(fields.Get("Content-Id"), "<> ")
	disposition, dispositionParams := contentType(fields.Get("Content-Disposition"))
	leaf.attachment = disposition == "attachment"
	if leaf.name = dispositionParams["filename"]; leaf.name == "" {
		leaf.name = params["name"]
	}
	leaf.name = words(leaf.name)
	leaf.content, leaf.err = decode(fields.Get("Content-Transfer-Encoding"), b)
	if leaf.err != nil {
		leaf.content = nil
	}
	if mediaType == "message/rfc822" && leaf.err == nil {
		inner, err := p.parse(leaf.content, depth+1)
		if err == nil || !errors.Is(err, fault.ErrDamaged) {
			return inner, err
		}
		leaf.content, leaf.err = nil, err
	}
	return message{leaf: leaf}, nil
}

func (p *parser) multipart(mediaType string, params map[string]string, b []byte, depth int) (message, error) {
	m := message{mediaType: mediaType, start: strings.Trim(params["start"], "<> ")}
	parts, closed := cut(b, params["boundary"])
	m.truncated = !closed
	for i, raw := range parts {
		fields, body, err := split(raw)
		if err != nil {
			return message{}, err
		}
		child, err := p.body(fields, body, depth+1)
		if err != nil {
			return message{}, err
		}
		if child.leaf != nil && !closed && i == len(parts)-1 {
			child.leaf.content, child.leaf.err = nil, fmt.Errorf("part: %w", fault.ErrTruncated)
		}
		m.children = append(m.children, child)
	}
	return m, nil
}

// cut returns the parts between the boundary lines of a multipart, and whether the closing one is there.
func cut(b []byte, boundary string) (parts [][]byte, closed bool) {
	start := -1 // of the part being read
	for at := 0; at < len(b); {
		line := b[at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		next := at + len(line)
		rest, found := bytes.CutPrefix(line, []byte("--"+boundary))
		if rest = bytes.TrimRight(rest, " \t\r\n"); found && (len(rest) == 0 || string(rest) == "--") {
			if start >= 0 {
				parts = append(parts, withoutLineEnd(b[start:at]))
			}
			if len(rest) > 0 {
				return parts, true
			}
			start = next
		}
		at = next
	}
	if start >= 0 {
		parts = append(parts, b[start:])
	}
	return parts, false
}

// withoutLineEnd cuts the line end that belongs to the boundary behind it.
func withoutLineEnd(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// decode returns the bytes of a part.
func decode(encoding string, b []byte) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return decodeBase64(b)
	case "quoted-printable":
		decoded, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(b)))
		if err != nil {
			return nil, fmt.Errorf("part: %s: %w", err, fault.ErrDamaged)
		}
		return decoded, nil
	}
	return b, nil // also of 7bit, 8bit, binary and none
}

// decodeBase64 decodes with or without line ends and padding. Other characters are refused: a lost one would shift all that
// follows.
func decodeBase64(b []byte) ([]byte, error) {
	kept := make([]byte, 0, len(b))
	for _, c := range b {
		switch c {
		case ' ', '\t', '\r', '\n', '=':
		default:
			kept = append(kept, c)
		}
	}
	if len(kept)%4 == 1 {
		return nil, fmt.Errorf("part: base64 ends early: %w", fault.ErrTruncated)
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(kept)))
	n, err := base64.RawStdEncoding.Decode(out, kept)
	if err != nil {
		return nil, fmt.Errorf("part: %s: %w", err, fault.ErrDamaged)
	}
	return out[:n], nil
}

// contentType parses a media type or a disposition with its parameters, also where a name in Chinese stands without the
// quotes or the encoding that it must have.
func contentType(field string) (string, map[string]string) {
	if field == "" {
		return "text/plain", nil
	}
	if value, params, err := mime.ParseMediaType(field); err == nil {
		return value, params
	}
	value, rest, _ := strings.Cut(field, ";")
	params := map[string]string{}
	for rest != "" {
		var one string
		one, rest = cutParameter(rest)
		name, v, found := strings.Cut(one, "=")
		if found {
			params[strings.ToLower(strings.TrimSpace(name))] = strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return strings.ToLower(strings.TrimSpace(value)), params
}

// cutParameter cuts at the first semicolon outside of quotes.
func cutParameter(s string) (one, rest string) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// words decodes the encoded words of a header (=?gb2312?B?…?=), and bytes of GBK that stand there as they are.
func words(s string) string {
	d := mime.WordDecoder{CharsetReader: func(label string, input io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(input)
		if err != nil {
			return nil, err
		}
		text, _, _ := charset.Decode(b, label)
		return strings.NewReader(text), nil
	}}
	if decoded, err := d.DecodeHeader(s); err == nil {
		s = decoded
	}
	if !utf8.ValidString(s) {
		s, _, _ = charset.Decode([]byte(s), charset.GB18030)
	}
	return s
}
