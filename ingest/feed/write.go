package feed

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"

	"gongkai/internal/report"
)

// JSONWriter writes a File, {"reports":[…],"rejected":[…]}, a report at a time, so that memory does not grow with the number of documents.
type JSONWriter struct {
	w        io.Writer
	language string
	count    int
}

// NewJSONWriter writes to w, with messages in "zh" or "en".
func NewJSONWriter(w io.Writer, language string) *JSONWriter {
	return &JSONWriter{w: w, language: language}
}

// Report writes a report.
func (j *JSONWriter) Report(r *report.Report) error {
	lead := ",\n"
	if j.count == 0 {
		lead = "{\"reports\":[\n"
	}
	j.count++
	return j.write(lead, From(r, j.language), "")
}

// Close writes what stands after the last report. It does not close what it writes to.
func (j *JSONWriter) Close(rejected []Rejected) error {
	lead := "\n],\n\"rejected\":"
	if j.count == 0 {
		lead = "{\"reports\":[],\n\"rejected\":"
	}
	return j.write(lead, rejected, "}\n")
}

// write writes a value with < > & as they are.
func (j *JSONWriter) write(before string, v any, after string) error {
	var b bytes.Buffer
	b.WriteString(before)
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := j.w.Write(append(bytes.TrimSuffix(b.Bytes(), []byte("\n")), after...))
	return err
}

// CSVWriter writes a line a cell below a header.
type CSVWriter struct {
	w    *csv.Writer
	head bool
}

// NewCSVWriter writes to w.
func NewCSVWriter(w io.Writer) *CSVWriter { return &CSVWriter{w: csv.NewWriter(w)} }

// Report writes a report.
func (c *CSVWriter) Report(r *report.Report) error { return c.write(Rows(r)) }

// Close writes the header where there was no report. The CSV does not name what was rejected.
func (c *CSVWriter) Close([]Rejected) error { return c.write(nil) }

func (c *CSVWriter) write(lines [][]string) error {
	if !c.head {
		c.head = true
		lines = append([][]string{Header()}, lines...)
	}
	return c.w.WriteAll(lines) // flushes
}
