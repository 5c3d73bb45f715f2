package xlsx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"gongkai/ingest/read/worksheet"
)

// Bounds on the conditional formats of a sheet.
const (
	maxRuleAreas = 10_000
	maxRules     = 20_000
)

// conditional reads the conditional formats of a sheet: those of 2007, which name a dxf of the styles, and those of 2010 in an
// extension, which have it inside and their area behind them.
type conditional struct {
	found   *worksheet.Contents
	styles  *styles
	colours *palette

	depth   int // of conditionalFormatting
	areas   []worksheet.Area
	rules   []worksheet.Rule
	inRule  bool
	dxf     *effect
	inFont  bool
	inFill  bool
	element string // whose text is read
	value   strings.Builder
	count   int
}

func (c *conditional) start(name string, attributes []xml.Attr) {
	switch name {
	case "conditionalFormatting":
		c.depth++
		c.rules, c.areas = nil, nil
		c.addAreas(attribute(attributes, "sqref"))
	case "cfRule":
		switch {
		case c.depth == 0:
		case c.count == maxRules:
			c.found.Unsure()
		default:
			c.count++
			c.inRule, c.dxf = true, nil
			c.rules = append(c.rules, c.rule(attributes))
		}
	case "formula", "f", "sqref":
		c.element = name
		c.value.Reset()
	case "dataBar", "iconSet":
		if c.inRule && falsehood(attribute(attributes, "showValue")) {
			last := &c.rules[len(c.rules)-1]
			last.Effect.Hides, last.Test.Kind = true, worksheet.TestAlways
		}
	case "dxf":
		if c.inRule {
			c.dxf = &effect{}
			c.inFont, c.inFill = false, false
		}
	default:
		if c.dxf != nil {
			c.dxf.start(name, attributes, &c.inFont, &c.inFill)
		}
	}
}

func (c *conditional) addAreas(list string) {
	for _, ref := range strings.Fields(list) {
		switch a, ok := worksheet.ParseArea(ref); {
		case !ok:
		case len(c.areas) == maxRuleAreas:
			c.found.Unsure()
		default:
			c.areas = append(c.areas, a)
		}
	}
}

func (c *conditional) rule(attributes []xml.Attr) worksheet.Rule {
	var r worksheet.Rule
	kind := ""
	for _, a := range attributes {
		switch a.Name.Local {
		case "type":
			kind = a.Value
		case "dxfId":
			if n, err := strconv.Atoi(a.Value); err == nil {
				r.Effect = c.styles.effect(n)
			}
		case "priority":
			r.Priority, _ = strconv.Atoi(a.Value) // 0 where it is none
		case "stopIfTrue":
			r.Stop = truth(a.Value)
		case "operator":
			r.Test.Operator = a.Value
		case "text":
			r.Test.Text = a.Value
		}
	}
	switch kind {
	case "cellIs":
		r.Test.Kind = worksheet.TestValue
	case "expression":
		r.Test.Kind = worksheet.TestExpression
	case "containsText":
		r.Test.Kind = worksheet.TestContains
	case "notContainsText":
		r.Test.Kind = worksheet.TestNotContains
	case "beginsWith":
		r.Test.Kind = worksheet.TestBegins
	case "endsWith":
		r.Test.Kind = worksheet.TestEnds
	case "containsBlanks":
		r.Test.Kind = worksheet.TestBlank
	case "notContainsBlanks":
		r.Test.Kind = worksheet.TestNotBlank
	case "containsErrors":
		r.Test.Kind = worksheet.TestError
	case "notContainsErrors":
		r.Test.Kind = worksheet.TestNotError
	}
	return r
}

func (c *conditional) end(name string) {
	switch name {
	case "formula", "f":
		if c.inRule && c.element == name && len(c.rules) > 0 {
			last := &c.rules[len(c.rules)-1]
			if len(last.Test.Formulas) < 3 {
				last.Test.Formulas = append(last.Test.Formulas, c.value.String())
			}
		}
		c.element = ""
	case "sqref":
		c.addAreas(c.value.String())
		c.element = ""
	case "font":
		c.inFont = false
	case "fill":
		c.inFill = false
	case "cfRule":
		if c.inRule && c.dxf != nil {
			hides := c.rules[len(c.rules)-1].Effect.Hides
			c.rules[len(c.rules)-1].Effect = c.dxf.of(c.colours)
			c.rules[len(c.rules)-1].Effect.Hides = hides
		}
		c.inRule, c.dxf = false, nil
	case "conditionalFormatting":
		c.depth--
		for _, r := range c.rules {
			r.Areas = c.areas
			c.found.AddRule(r)
		}
		c.rules = nil
	}
}

func (c *conditional) text(b []byte) {
	switch {
	case c.element == "":
	case c.value.Len() > maxFormula:
		c.found.Unsure()
	default:
		c.value.Write(b)
	}
}

// maxFormula bounds the text of a formula or of a list of areas.
const maxFormula = 1 << 16

func falsehood(s string) bool { return s == "0" || s == "false" }
