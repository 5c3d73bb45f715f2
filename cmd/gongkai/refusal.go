package main

import (
	"errors"

	"gongkai/internal/fault"
	"gongkai/queries"
	"gongkai/render"
	"gongkai/warehouse/record"
)

// inWords puts a refusal of the packages below into the language chosen, as wrong use. Every other error comes back as it is.
func (a *app) inWords(err error) error {
	var refused *fault.Cause
	var ruling *record.RulingError
	if text, ok := render.Refusal(a.say, err); ok {
		return wrongUse(text)
	}
	switch {
	case errors.As(err, &refused) && refused.Kind == queries.NotReleased:
		return wrongUse(a.say.Text("usage.not_released", refused.Pairs...))
	case errors.As(err, &refused) && refused.Kind == queries.NoReleasedViews:
		return wrongUse(a.say.Text("usage.no_released_views"))
	case errors.As(err, &refused) && refused.Kind == queries.NotPublic:
		return wrongUse(a.say.Text("usage.not_public", refused.Pairs...))
	case errors.As(err, &refused) && render.IsWhole(refused):
		return wrongUse(render.Cause(a.say, refused))
	case errors.As(err, &ruling):
		return wrongUse(a.say.Text("ruling."+string(ruling.Problem), "finding", ruling.FindingID, "code", ruling.Code))
	}
	return err
}
