package main

import (
	"context"
	"errors"
	"strings"

	"gongkai/config/settings"
	"gongkai/internal/fault"
	"gongkai/render"
)

// usageError is wrong use, said in the language chosen.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }
func (e usageError) Unwrap() error { return fault.ErrUsage }

func wrongUse(text string) error { return usageError{text} }

// finish tells a person what went wrong and what to do, and returns the exit status.
func (a *app) finish(err error) int {
	if err == nil {
		return fault.ExitDone
	}
	if !a.started && !errors.Is(err, fault.ErrUsage) {
		err = wrongUse(err.Error()) // cobra's own, before any command ran
	}
	err = a.inWords(err)
	var invalid *settings.Invalid
	var usage usageError
	switch {
	case errors.As(err, &invalid):
		a.notef("gongkai: %s", a.say.Text("error.settings"))
		for _, p := range invalid.Problems {
			a.notef("  %s", a.problem(p))
		}
	case errors.As(err, &usage):
		a.notef("gongkai: %s", usage.text)
		a.notef("%s", a.say.Text("hint.usage"))
	case errors.Is(err, fault.ErrFindings), errors.Is(err, fault.ErrUnchanged), errors.Is(err, fault.ErrDiffers):
		// The command said so itself; the status is for scripts.
	case errors.Is(err, fault.ErrAllRejected):
		a.notef("gongkai: %s", a.say.Text("hint.all_rejected"))
	case errors.Is(err, context.Canceled):
		a.notef("gongkai: %s", a.say.Text("hint.interrupted"))
	default:
		a.notef("gongkai: %s", a.said(err))
		if hint := a.hint(err); hint != "" {
			a.notef("%s", hint)
		}
	}
	return fault.ExitStatus(err)
}

// said is an error as a person reads it, in the language chosen.
func (a *app) said(err error) string { return render.Said(a.say, err) }

// hint is the sentence that says what to do about an error, empty where there is none better than the error.
func (a *app) hint(err error) string {
	switch {
	case errors.Is(err, fault.ErrUsage):
		return a.say.Text("hint.usage")
	case errors.Is(err, fault.ErrNoWarehouse):
		return a.say.Text("hint.no_warehouse", "path", a.settings().Warehouse.Path)
	case errors.Is(err, fault.ErrLocked):
		return a.say.Text("hint.locked")
	case errors.Is(err, fault.ErrSchemaTooNew):
		return a.say.Text("hint.newer")
	case errors.Is(err, fault.ErrSchemaTooOld):
		return a.say.Text("hint.older")
	case errors.Is(err, fault.ErrUnsafeStatement):
		return a.say.Text("hint.unsafe")
	case errors.Is(err, fault.ErrQueryTooLarge):
		return a.say.Text("hint.query_too_large")
	case errors.Is(err, context.DeadlineExceeded):
		return a.say.Text("hint.timeout")
	}
	return ""
}

// problem is one thing wrong with the settings, as a sentence.
func (a *app) problem(p settings.Problem) string {
	line := a.say.Text("settings.problem."+p.Kind, "key", p.Key, "value", p.Value, "want", p.Want)
	if p.Kind == settings.KindUnknown && p.Want != "" {
		line += a.say.Text("settings.meant", "want", p.Want)
	}
	return line + " [" + a.source(p.Source) + "]"
}

// source says where a setting came from.
func (a *app) source(s settings.Source) string {
	return strings.TrimSpace(a.say.Text("settings.source."+s.Kind) + " " + s.Name)
}
