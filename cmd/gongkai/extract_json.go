package main

import (
	"bytes"
	"encoding/json"
	"io"

	"gongkai/ingest/feed"
	"gongkai/internal/report"
)

// jsonReports prints a feed.File, {"reports":[…],"rejected":[…]}, a report at a time, so that memory does not grow
// with the number of documents.
type jsonReports struct {
	w        io.Writer
	language string
	count    int
}

func (j *jsonReports) report(r *report.Report) error {
	lead := ",\n"
	if j.count == 0 {
		lead = "{\"reports\":[\n"
	}
	j.count++
	return j.write(lead, feed.From(r, j.language), "")
}

func (j *jsonReports) close(list []feed.Rejected) error {
	lead := "\n],\n\"rejected\":"
	if j.count == 0 {
		lead = "{\"reports\":[],\n\"rejected\":"
	}
	return j.write(lead, list, "}\n")
}

func (j *jsonReports) write(before string, v any, after string) error {
	body, err := encode(v)
	if err != nil {
		return err
	}
	_, err = j.w.Write(bytes.Join([][]byte{[]byte(before), body, []byte(after)}, nil))
	return err
}

// encode is json.Marshal with < > & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
