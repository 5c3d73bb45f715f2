package queries

import (
	"maps"
	"slices"
	"strings"
)

// node is a part of a syntax tree as DuckDB writes it.
type node = map[string]any

// of is a part of a node, empty where it has none of that name.
func of(n node, key string) node {
	child, _ := n[key].(node)
	return child
}

// name is a text of a node in small letters, as names are compared.
func name(n node, key string) string {
	text, _ := n[key].(string)
	return strings.ToLower(text)
}

func nodesIn(v any) (out []node) {
	items, _ := v.([]any)
	for _, item := range items {
		n, _ := item.(node)
		out = append(out, n)
	}
	return out
}

func namesIn(v any) (out []string) {
	items, _ := v.([]any)
	for _, item := range items {
		text, _ := item.(string)
		out = append(out, text)
	}
	return out
}

// without is a node but for some of its parts.
func without(n node, keys ...string) node {
	out := maps.Clone(n)
	for _, k := range keys {
		delete(out, k)
	}
	return out
}

func sortedKeys(m node) []string { return slices.Sorted(maps.Keys(m)) }
