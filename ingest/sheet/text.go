package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gongkai/ingest/read/charset"
)

func splitText(body []byte) ([]line, error) {
	// Without a mark GBK is what a spreadsheet writes; UTF-8 with Chinese in it is told from it all the same. 联通 in GBK is valid
	// UTF-8 too, of another script.
	text, encoding, _ := charset.Decode(body, charset.GB18030)
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n") // "CSV (Macintosh)" has the CR alone
	mixed := map[int]bool{}
	if encoding == charset.GB18030 {
		mixed = linesOfUTF8(body)
	}
	comma := separator(text)
	if rest, ok := strings.CutPrefix(text, "sep="+string(comma)); ok {
		text = rest // the line stays, empty, so that the others keep their numbers
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.Comma = -1, comma
	var lines []line
	for next := 1; ; {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, &UnreadableError{err}
		}
		number, _ := r.FieldPos(0)
		l := line{number: number, cells: cells, damaged: isDamaged(cells)}
		for next = max(next, number); next < number+1+breaks(cells); next++ {
			l.damaged = l.damaged || mixed[next]
		}
		if isBlank(cells) {
			continue
		}
		if len(lines) == mostRows {
			return nil, &UnreadableError{fmt.Errorf("more than %d rows", mostRows)}
		}
		lines = append(lines, l)
	}
}

// breaks counts the line ends inside quotes.
func breaks(cells []string) int {
	n := 0
	for _, cell := range cells {
		n += strings.Count(cell, "\n")
	}
	return n
}

// linesOfUTF8 returns the lines that are UTF-8 with Chinese in it. In a file of GBK such a line came from another file; decoded as GBK
// it gives other characters without complaint: 盐城 becomes 鐩愬煄.
func linesOfUTF8(body []byte) map[int]bool {
	body = bytes.ReplaceAll(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	out := map[int]bool{}
	number := 0
	for l := range bytes.SplitSeq(body, []byte("\n")) {
		number++
		if utf8.Valid(l) && bytes.ContainsFunc(l, func(r rune) bool { return r >= 0x800 }) {
			out[number] = true
		}
	}
	return out
}

// separator is what stands between the cells: what Excel's own first line sep=; says, else what the line of the headings has most of
// outside of quotes, a comma where it has none.
func separator(text string) rune {
	text = strings.TrimLeft(text, "\n")
	first, _, _ := strings.Cut(text, "\n")
	if rest, ok := strings.CutPrefix(first, "sep="); ok && len(rest) == 1 && strings.Contains(",;\t", rest) {
		return rune(rest[0])
	}
	best, most := ',', 0
	for _, comma := range ",;\t" {
		n, quoted := 0, false
		for _, r := range first {
			switch {
			case r == '"':
				quoted = !quoted
			case r == comma && !quoted:
				n++
			}
		}
		if n > most {
			best, most = comma, n
		}
	}
	return best
}
