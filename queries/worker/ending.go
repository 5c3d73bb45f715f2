package worker

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"gongkai/internal/fault"
)

// ending is the end of an answer as it goes from one process to the other.
type ending struct {
	Rows  int             `json:"rows"`
	Text  string          `json:"text,omitempty"` // of the error
	Is    []int           `json:"is,omitempty"`   // which of known() it wraps
	Kind  string          `json:"kind,omitempty"` // of its *fault.Cause
	Pairs json.RawMessage `json:"pairs,omitempty"`
}

// known are the errors that the other side tells apart.
func known() []error {
	return []error{
		fault.ErrUsage, fault.ErrNoWarehouse, fault.ErrUnsafeStatement, fault.ErrQueryTooLarge, fault.ErrSchemaTooNew, fault.ErrSchemaTooOld,
		context.DeadlineExceeded, context.Canceled,
	}
}

const maxText = 64 << 10

func endingOf(rows int, err error) (e ending) {
	e.Rows = rows
	if err == nil {
		return e
	}
	e.Text = err.Error()
	e.Text = e.Text[:min(len(e.Text), maxText)]
	for i, one := range known() {
		if errors.Is(err, one) {
			e.Is = append(e.Is, i)
		}
	}
	var cause *fault.Cause
	if errors.As(err, &cause) {
		e.Kind = cause.Kind
		e.Pairs, _ = json.Marshal(cause.Pairs) // names, texts and numbers
	}
	return e
}

// failure is the error of another process.
type failure struct {
	text  string
	wraps []error
}

func (f *failure) Error() string   { return f.text }
func (f *failure) Unwrap() []error { return f.wraps }

func (e ending) err() error {
	if e.Text == "" {
		return nil
	}
	f := &failure{text: e.Text}
	for _, i := range e.Is {
		if i >= 0 && i < len(known()) {
			f.wraps = append(f.wraps, known()[i])
		}
	}
	if e.Kind == "" {
		return f
	}
	cause := &fault.Cause{Kind: e.Kind}
	if len(f.wraps) > 0 {
		cause.Err = f.wraps[0]
	}
	numbers := json.NewDecoder(bytes.NewReader(e.Pairs))
	numbers.UseNumber()
	if err := numbers.Decode(&cause.Pairs); err == nil {
		f.wraps = append([]error{cause}, f.wraps...)
	}
	return f
}
