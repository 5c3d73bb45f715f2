package ingest

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A mail is one whatever field it begins with, and each attachment that is a report gives one.
func TestMailsThatBeginWithAnyField(t *testing.T) {
	extractor, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer extractor.Close()
	attach := func(name string) string {
		body, err := os.ReadFile(filepath.Join("../testdata/reports", name))
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("--x\r\nContent-Type: application/octet-stream; name=%q\r\nContent-Disposition: attachment\r\n"+
			"Content-Transfer-Encoding: base64\r\n\r\n%s\r\n", name, base64.StdEncoding.EncodeToString(body))
	}
	parts := "\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\n2 files\r\n" + attach("pingtan_zone_2023.html") + attach("pingtan_zone_2021.txt") + "--x--\r\n"
	fields := []string{
		"Date: Mon, 20 Jan 2025 10:00:00 +0800", "Subject: =?utf-8?B?5bm05oql?=", "To: b@example.gov.cn", "Content-Type: multipart/mixed; boundary=x",
		"DKIM-Signature: v=1; d=example.gov.cn;\r\n\tbh=abc=", "X-Mailer: Foxmail 7", "From: a@example.gov.cn", "MIME-Version: 1.0",
	}
	for i, first := range fields {
		t.Run(first[:strings.Index(first, ":")], func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "mail.eml")
			// The fields in a circle, beginning with another one each time.
			header := strings.Join(append(append([]string{}, fields[i:]...), fields[:i]...), "\r\n")
			if err := os.WriteFile(path, []byte(header+parts), 0o600); err != nil {
				t.Fatal(err)
			}
			years := map[int]int{}
			for _, result := range extractor.Extract(t.Context(), File{Path: path, Size: int64(len(header + parts))}) {
				for _, r := range result.Reports {
					years[r.Year]++
				}
			}
			if years[2023] != 1 || years[2021] != 1 || len(years) != 2 {
				t.Errorf("reports by year %v, want one of 2021 and one of 2023", years)
			}
		})
	}
}
