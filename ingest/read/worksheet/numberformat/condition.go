package numberformat

import (
	"strings"

	"gongkai/ingest/read/printed"
)

// condition is one as [<100].
type condition struct {
	operator string
	limit    decimal
}

func parseCondition(text string) *condition {
	rest := strings.TrimLeft(text, "<>=")
	c := &condition{operator: text[:len(text)-len(rest)]}
	limit, ok := parseDecimal(strings.TrimSpace(rest))
	switch c.operator {
	case "<", "<=", ">", ">=", "=", "<>":
	default:
		ok = false
	}
	if !ok {
		return nil
	}
	c.limit = limit
	return c
}

func (c *condition) holds(d decimal) bool {
	order := d.compare(c.limit)
	switch c.operator {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	case "=":
		return order == 0
	}
	return order != 0
}

// colour returns a colour by the name that a format has for it.
func colour(name string) (*printed.Colour, bool) {
	switch name {
	case "black", "黑色", "color1", "颜色1":
		return &printed.Colour{}, true
	case "white", "白色", "color2", "颜色2":
		return &printed.Colour{Red: 255, Green: 255, Blue: 255}, true
	case "red", "红色", "color3", "颜色3":
		return &printed.Colour{Red: 255}, true
	case "green", "绿色", "color4", "颜色4":
		return &printed.Colour{Green: 255}, true
	case "blue", "蓝色", "color5", "颜色5":
		return &printed.Colour{Blue: 255}, true
	case "yellow", "黄色", "color6", "颜色6":
		return &printed.Colour{Red: 255, Green: 255}, true
	case "magenta", "洋红", "color7", "颜色7":
		return &printed.Colour{Red: 255, Blue: 255}, true
	case "cyan", "蓝绿色", "color8", "颜色8":
		return &printed.Colour{Green: 255, Blue: 255}, true
	}
	for _, prefix := range []string{"color", "颜色"} {
		if n, ok := strings.CutPrefix(name, prefix); ok && len(n) > 0 && len(n) <= 2 && strings.Trim(n, "0123456789") == "" {
			return paletteColour(n)
		}
	}
	return nil, false
}

// paletteColour returns one of the colours 9 to 56. Their exact shades are of the workbook; what matters is which ones are
// pale, so all the others are given as a grey that is seen on white.
func paletteColour(n string) (*printed.Colour, bool) {
	switch strings.TrimLeft(n, "0") {
	case "19", "20", "34", "35", "36":
		return &printed.Colour{Red: 230, Green: 255, Blue: 230}, true
	case "":
		return nil, false
	}
	return &printed.Colour{Red: 128, Green: 128, Blue: 128}, true
}
