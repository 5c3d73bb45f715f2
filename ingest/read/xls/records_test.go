package xls

import (
	"context"
	"encoding/binary"
	"errors"
	"math"
	"testing"
	"time"
	"unicode/utf16"

	"gongkai/ingest/read"
	"gongkai/ingest/read/readtest"
	"gongkai/internal/fault"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// rec writes a record of words, bytes and byte slices.
func rec(id uint16, parts ...any) []byte {
	var data []byte
	for _, p := range parts {
		switch v := p.(type) {
		case int:
			data = binary.LittleEndian.AppendUint16(data, uint16(v))
		case uint32:
			data = binary.LittleEndian.AppendUint32(data, v)
		case byte:
			data = append(data, v)
		case float64:
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		case []byte:
			data = append(data, v...)
		}
	}
	b := binary.LittleEndian.AppendUint16(nil, id)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(data)))
	return append(b, data...)
}

// wide is a string of two-byte characters with its length and option byte.
func wide(s string) []byte {
	units := utf16.Encode([]rune(s))
	b := binary.LittleEndian.AppendUint16(nil, uint16(len(units)))
	b = append(b, flagWide)
	for _, u := range units {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

func join(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

// sheetOf is a sheet of a workbook to write.
type sheetOf struct {
	name    string
	state   byte // 1: hidden
	kind    byte // 2: a chart
	records []byte
}

// book8 writes a BIFF8 workbook of the records before its sheets and the sheets.
func book8(before []byte, sheets ...sheetOf) []byte {
	write := func(at []uint32) []byte {
		b := rec(recBOF, versionBIFF8, 5, 0, 0)
		b = append(b, before...)
		for i, s := range sheets {
			b = append(b, rec(recBoundSheet, at[i], s.state, s.kind, byte(len(s.name)), byte(0), []byte(s.name))...)
		}
		b = append(b, rec(recEOF)...)
		for i, s := range sheets {
			at[i] = uint32(len(b))
			b = append(b, rec(recBOF, versionBIFF8, 0x10, 0, 0)...)
			b = append(b, s.records...)
			b = append(b, rec(recEOF)...)
		}
		return b
	}
	at := make([]uint32, len(sheets))
	write(at)
	return write(at)
}

func wrap(name string, b []byte) []byte {
	return readtest.Compound(readtest.Stream{Name: name, Data: b})
}

func rkInteger(v int, hundredths bool) uint32 {
	r := uint32(int32(v))<<2 | 2
	if hundredths {
		r |= 1
	}
	return r
}

func TestRecords(t *testing.T) {
	t.Parallel()
	one := func(records ...[]byte) []byte { return book8(nil, sheetOf{name: "S", records: join(records...)}) }
	halves := uint32(math.Float64bits(0.5) >> 32)
	for _, c := range []struct {
		name string
		book []byte
		want []string
	}{
		{"numbers", one(
			rec(recRK, 0, 0, 0, rkInteger(3119, false)),
			rec(recRK, 0, 1, 0, rkInteger(84060, true)),
			rec(recRK, 0, 2, 0, rkInteger(-5, false)),
			rec(recRK, 0, 3, 0, halves),
			rec(recNumber, 0, 4, 0, 289.96000000000004),
		), []string{`paragraph,"S"`, "grid,1,5", `0,0,1,1,"3119"`, `0,1,1,1,"840.6"`, `0,2,1,1,"-5"`, `0,3,1,1,"0.5"`, `0,4,1,1,"289.96"`}},
		{"several in one record, from a column on", one(
			rec(recMulRK, 0, 1, 0, rkInteger(1, false), 0, rkInteger(2, false), 2),
			rec(recLabel, 0, 0, 0, wide("规章")),
		), []string{`paragraph,"S"`, "grid,1,3", `0,0,1,1,"规章"`, `0,1,1,1,"1"`, `0,2,1,1,"2"`}},
		{"formulas", one(
			rec(recFormula, 0, 0, 0, 12.5, 0, uint32(0), 0),
			rec(recFormula, 0, 1, 0, byte(0), byte(0), uint32(0), 0xFFFF, 0, uint32(0), 0),
			rec(0x4BC, 0, 0), // a shared formula may stand between
			rec(recString, wide("总计")),
			rec(recFormula, 0, 2, 0, byte(1), byte(0), byte(1), byte(0), 0, 0xFFFF, 0, uint32(0), 0),
			rec(recFormula, 0, 3, 0, byte(2), byte(0), byte(0x17), byte(0), 0, 0xFFFF, 0, uint32(0), 0),
			rec(recFormula, 0, 4, 0, byte(3), byte(0), uint32(0), 0xFFFF, 0, uint32(0), 0),
			rec(recFormula, 0, 5, 0, byte(0), byte(0), uint32(0), 0xFFFF, 0, uint32(0), 0), // its text is missing
		), []string{
			`paragraph,"S"`, "grid,1,6", `0,0,1,1,"12.5"`, `0,1,1,1,"总计"`, `0,2,1,1,"TRUE"`, `0,3,1,1,"#REF!"`, `0,4,1,1,"￼"`, `0,5,1,1,"�"`,
			`note,field,1,"table 1, row 1, column 5"`, `note,broken,1,"table 1, row 1, column 6"`,
		}},
		{"truth and error values", one(
			rec(recBoolErr, 0, 0, 0, byte(0), byte(0)),
			rec(recBoolErr, 0, 1, 0, byte(0x2A), byte(1)),
		), []string{`paragraph,"S"`, "grid,1,2", `0,0,1,1,"FALSE"`, `0,1,1,1,"#N/A"`}},
		{"merged", one(
			rec(recLabel, 0, 0, 0, wide("三")),
			rec(recRK, 0, 1, 0, rkInteger(1, false)),
			rec(recRK, 1, 1, 0, rkInteger(2, false)),
			rec(recMergeCells, 1, 0, 1, 0, 0),
		), []string{`paragraph,"S"`, "grid,2,2", `0,0,2,1,"三"`, `0,1,1,1,"1"`, `1,1,1,1,"2"`}},
		{"hidden rows and columns", one(
			rec(recColInfo, 1, 255, 0, 0, 1, 0),
			rec(recRow, 1, 0, 9, 0, 0, 0, 0x20, 0),
			rec(recNumber, 0, 0, 0, 1.0),
			rec(recNumber, 0, 1, 0, 2.0),
			rec(recNumber, 1, 0, 0, 3.0),
		), []string{`paragraph,"S"`, "grid,1,1", `0,0,1,1,"1"`, `note,hidden_row,1,"table 1, row 2"`, `note,hidden_column,1,"table 1, column 2"`}},
		{"a chart within the sheet", one(
			rec(recBOF, versionBIFF8, 0x20, 0, 0),
			rec(recNumber, 0, 0, 0, 99.0),
			rec(recEOF),
			rec(recNumber, 0, 0, 0, 1.0),
		), []string{`paragraph,"S"`, "grid,1,1", `0,0,1,1,"1"`}},
		{"hidden sheets and charts are named", book8(nil,
			sheetOf{name: "old", state: 1, records: rec(recNumber, 0, 0, 0, 1.0)},
			sheetOf{name: "chart", kind: 2},
			sheetOf{name: "empty"},
			sheetOf{name: "new", records: rec(recNumber, 0, 0, 0, 2.0)},
		), []string{
			`paragraph,"new"`, "grid,1,1", `0,0,1,1,"2"`,
			`note,hidden_sheet,1`, `note,other_sheet,1`,
		}},
		{"a shared string that does not exist", book8(
			rec(recSST, uint32(1), uint32(1), wide("甲")),
			sheetOf{name: "S", records: join(rec(recLabelSST, 0, 0, 0, uint32(0)), rec(recLabelSST, 0, 1, 0, uint32(7)))},
		), []string{`paragraph,"S"`, "grid,1,2", `0,0,1,1,"甲"`, `0,1,1,1,"�"`, `note,broken,1,"table 1, row 1, column 2"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			doc := readtest.Read(t, New(), wrap("Workbook", c.book))
			if diff := cmp.Diff(c.want, readtest.Lines(doc)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestSharedStrings cuts strings at every kind of place that a CONTINUE record may begin.
func TestSharedStrings(t *testing.T) {
	t.Parallel()
	rich := join([]byte{2, 0, flagRich, 2, 0}, []byte("ab"), make([]byte, 8))
	phonetic := join([]byte{1, 0, flagExt, 5, 0, 0, 0}, []byte("c"), make([]byte, 5))
	for _, c := range []struct {
		name string
		sst  []byte
		want []string
	}{
		{"whole", rec(recSST, uint32(3), uint32(3), wide("规章"), rich, phonetic), []string{"规章", "ab", "c"}},
		{"cut between strings", join(rec(recSST, uint32(2), uint32(2), wide("甲")), rec(recContinue, wide("乙"))), []string{"甲", "乙"}},
		{"cut within a string, which goes on in single bytes", join(
			rec(recSST, uint32(2), uint32(2), []byte{4, 0, flagWide}, []byte("\x32\x75")),
			rec(recContinue, byte(0), []byte("123"), wide("丙")),
		), []string{"甲123", "丙"}},
		{"cut twice, single to double bytes", join(
			rec(recSST, uint32(1), uint32(1), []byte{4, 0, 0}, []byte("1")),
			rec(recContinue, byte(0), []byte("2")),
			rec(recContinue, byte(flagWide), []byte("\x32\x75\x59\x4e")),
		), []string{"12甲乙"}},
		{"cut within formatting runs", join(
			rec(recSST, uint32(2), uint32(2), []byte{1, 0, flagRich, 2, 0}, []byte("x"), make([]byte, 4)),
			rec(recContinue, make([]byte, 4), wide("丁")),
		), []string{"x", "丁"}},
		{"the header cut", join(rec(recSST, uint32(1), uint32(1), []byte{1}), rec(recContinue, []byte{0, 0}, []byte("y"))), []string{"y"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			k, err := readBook(context.Background(), book8(c.sst, sheetOf{name: "S"}), read.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range k.strings {
				got = append(got, s.text)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestBIFF5 reads a workbook of Excel 95, whose texts are in a code page.
func TestBIFF5(t *testing.T) {
	t.Parallel()
	gbk := func(s string) []byte {
		b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	name, label := gbk("表"), gbk("自然人")
	write := func(at uint32) []byte {
		return join(
			rec(recBOF, versionBIFF5, 5),
			rec(recBoundSheet, at, byte(0), byte(0), byte(len(name)), name),
			rec(recCodePage, 936),
			rec(recEOF),
		)
	}
	book := join(write(uint32(len(write(0)))),
		rec(recBOF, versionBIFF5, 0x10),
		rec(recLabel, 0, 0, 0, len(label), label),
		rec(recNumber, 0, 1, 0, 7.0),
		rec(recEOF),
	)
	want := []string{`paragraph,"表"`, "grid,1,2", `0,0,1,1,"自然人"`, `0,1,1,1,"7"`}
	if diff := cmp.Diff(want, readtest.Lines(readtest.Read(t, New(), wrap("Book", book)))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	number := rec(recNumber, 0, 0, 0, 1.0)
	good := book8(nil, sheetOf{name: "S", records: number})
	for _, c := range []struct {
		name string
		b    []byte
		want error
	}{
		{"under a password", wrap("Workbook", book8(rec(recFilePass, 0), sheetOf{name: "S", records: number})), fault.ErrEncrypted},
		{"XLSX under a password", wrap("EncryptedPackage", good), fault.ErrEncrypted},
		{"a Word document", wrap("WordDocument", good), fault.ErrUnsupported},
		{"BIFF4", wrap("Book", rec(0x409, 0, 5)), fault.ErrUnsupported},
		{"no sheets", wrap("Workbook", book8(nil)), fault.ErrDamaged},
		{"empty sheets", wrap("Workbook", book8(nil, sheetOf{name: "S"})), fault.ErrEmpty},
		{"a sheet without an end", wrap("Workbook", good[:len(good)-4]), fault.ErrTruncated},
		{"4 G shared strings", wrap("Workbook", book8(rec(recSST, uint32(0xFFFFFFFF), uint32(0xFFFFFFFF)), sheetOf{name: "S"})), fault.ErrTruncated},
		{"a string longer than the file", wrap("Workbook", book8(rec(recSST, uint32(1), uint32(1), []byte{0xFF, 0xFF, 1}), sheetOf{name: "S"})), fault.ErrTruncated},
		{"formatting runs longer than the file", wrap("Workbook", book8(rec(recSST, uint32(1), uint32(1), []byte{0, 0, flagExt, 0xFF, 0xFF, 0xFF, 0xFF}), sheetOf{name: "S"})), fault.ErrTruncated},
		{"a cut container", wrap("Workbook", good)[:700], fault.ErrTruncated},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if _, err := readtest.Hostile(t, New(), c.b); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestTruncate(t *testing.T) {
	t.Parallel()
	readtest.Truncate(t, New(), readtest.Load(t, "testdata/clean.xls"), 0)
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithDeadline(context.Background(), time.Time{})
	defer cancel()
	src := read.Source{Bytes: readtest.Load(t, "testdata/clean.xls"), Limits: read.DefaultLimits()}
	if _, err := New().Read(ctx, src); !errors.Is(err, fault.ErrTooSlow) {
		t.Errorf("got %v, want %v", err, fault.ErrTooSlow)
	}
}

// seeds are small workbooks for the fuzzer.
func seeds() [][]byte {
	return [][]byte{
		wrap("Workbook", book8(rec(recSST, uint32(1), uint32(1), wide("甲")), sheetOf{name: "S", records: join(
			rec(recLabelSST, 0, 0, 0, uint32(0)),
			rec(recMulRK, 0, 1, 0, rkInteger(1, false), 0, rkInteger(2, true), 2),
			rec(recFormula, 0, 3, 0, byte(0), byte(0), uint32(0), 0xFFFF, 0, uint32(0), 0),
			rec(recString, wide("总计")),
			rec(recMergeCells, 1, 0, 1, 0, 0),
		)})),
	}
}
