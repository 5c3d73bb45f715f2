package render

import (
	"bytes"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/internal/fault"
	"gongkai/synth"
)

// htmlGBK is a page in GBK that declares itself gb2312, as old sites do.
func htmlGBK(d *synth.Document) ([]byte, error) {
	page, err := htmlCMS(d)
	if err != nil {
		return nil, err
	}
	return gbk(bytes.Replace(page, []byte("charset=utf-8"), []byte("charset=gb2312"), 1))
}

// gbk encodes a text; what GBK lacks GB18030 has.
func gbk(text []byte) (_ []byte, err error) {
	defer fault.Wrap(&err, "encode as GBK")
	return simplifiedchinese.GB18030.NewEncoder().Bytes(text)
}
