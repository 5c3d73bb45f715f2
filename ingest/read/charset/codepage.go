package charset

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// CodePage returns the encoding that Windows has under a number, and otherwise that of a number that offices here do not write in.
func CodePage(number int, otherwise encoding.Encoding) encoding.Encoding {
	switch number {
	case 932:
		return japanese.ShiftJIS
	case 936, 54936:
		return simplifiedchinese.GB18030
	case 949:
		return korean.EUCKR
	case 950:
		return traditionalchinese.Big5
	case 1252, 32769:
		return charmap.Windows1252
	}
	return otherwise
}
