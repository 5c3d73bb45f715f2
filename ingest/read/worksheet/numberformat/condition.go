package numberformat

import (
	"strconv"
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
	case "black", "黑色":
		return &printed.Colour{}, true
	case "white", "白色":
		return &printed.Colour{Red: 255, Green: 255, Blue: 255}, true
	case "red", "红色":
		return &printed.Colour{Red: 255}, true
	case "green", "绿色":
		return &printed.Colour{Green: 255}, true
	case "blue", "蓝色":
		return &printed.Colour{Blue: 255}, true
	case "yellow", "黄色":
		return &printed.Colour{Red: 255, Green: 255}, true
	case "magenta", "洋红":
		return &printed.Colour{Red: 255, Blue: 255}, true
	case "cyan", "蓝绿色":
		return &printed.Colour{Green: 255, Blue: 255}, true
	}
	for _, prefix := range []string{"color", "颜色"} {
		if n, ok := strings.CutPrefix(name, prefix); ok && len(n) > 0 && len(n) <= 2 && strings.Trim(n, "0123456789") == "" {
			return paletteColour(n)
		}
	}
	return nil, false
}

// paletteColour returns one of the colours 1 to 56.
func paletteColour(number string) (*printed.Colour, bool) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 {
		return nil, false
	}
	c, ok := printed.Indexed(n + 7)
	return &c, ok
}
