package export

import (
	"bytes"
	"fmt"
	"strings"

	"gongkai/rows"
)

// dictionary returns dictionary.md: every relation of the export, with what its columns mean.
func (w *writer) dictionary() ([]byte, error) {
	var out bytes.Buffer
	fmt.Fprint(&out, "# 数据字典 | Data dictionary\n\n指标代码见 `indicator`，行政区划见 `region`。 "+
		"The codes of indicators are in `indicator`, those of regions in `region`.\n")
	for _, t := range w.tables {
		zh, en := w.meaning.of(t.source(), "")
		key := "`" + strings.Join(t.Key, "`, `") + "`"
		fmt.Fprintf(&out, "\n## %s\n\n%s  \n%s\n\n主键 key: %s\n\n"+
			"| 列 column | 类型 type | 说明 | meaning |\n|---|---|---|---|\n", t.Name, zh, en, key)
		for _, c := range t.columns {
			fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", c.name, c.typeName(), escape(c.zh), escape(c.en))
		}
	}
	return out.Bytes(), nil
}

// typeName returns the type of a column as a reader of the dictionary knows it.
func (c column) typeName() string {
	if _, _, ok := rows.DecimalKind(c.kind); ok {
		return strings.ToLower(c.kind)
	}
	return c.frictionless()
}

// escape guards the bar, which ends a cell in Markdown.
func escape(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
