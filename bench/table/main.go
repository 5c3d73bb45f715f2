// Command table writes what `go test -bench` measured into a page, as `make bench-table` does:
//
//	go test -run '^$' -bench . ./... | go run ./bench/table -version v0 -date 2026-11-26 docs/performance.md
//
// It replaces what stands between the lines <!-- bench --> and <!-- /bench --> and leaves the rest of the page alone. Of
// several runs of a benchmark (-count) it prints the median with the least and the most.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

func main() {
	version := flag.String("version", "", "what was measured, as a commit")
	date := flag.String("date", "", "when")
	flag.Parse()
	if err := write(os.Stdin, flag.Arg(0), *version, *date); err != nil {
		fmt.Fprintln(os.Stderr, "table:", err)
		os.Exit(1)
	}
}

// The lines that hold the place of the table.
const (
	begin = "<!-- bench -->\n"
	end   = "<!-- /bench -->\n"
)

// write puts the table into a page.
func write(in io.Reader, path, version, date string) error {
	m, err := parse(in)
	if err != nil {
		return err
	}
	if len(m.order) == 0 {
		return errors.New("the input holds no benchmark; is it the output of go test -bench?")
	}
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, rest, ok := strings.Cut(string(page), begin)
	_, tail, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return fmt.Errorf("%s: there is no place for the table: the lines %q and %q", path, strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return os.WriteFile(path, []byte(head+begin+m.table(version, date)+end+tail), 0o644)
}

// measured is the output of go test -bench.
type measured struct {
	cpu, system string
	order       []key
	values      map[key]map[string][]float64 // by unit, a value a run
	failed      []string
}

// key is a benchmark of a package.
type key struct{ pkg, name string }

// parse reads the output. Benchmarks of one name from several packages or builds stand apart by their package and name.
func parse(in io.Reader) (*measured, error) {
	m := &measured{values: map[key]map[string][]float64{}}
	facts := map[string]string{}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		for _, name := range []string{"goos", "goarch", "pkg", "cpu"} {
			if value, ok := strings.CutPrefix(line, name+": "); ok {
				facts[name] = value
			}
		}
		if rest, ok := strings.CutPrefix(line, "--- FAIL: "); ok {
			m.failed = append(m.failed, rest)
		}
		if strings.HasPrefix(line, "Benchmark") {
			m.add(facts["pkg"], strings.Fields(line))
		}
	}
	m.cpu, m.system = facts["cpu"], facts["goos"]+"/"+facts["goarch"]
	return m, lines.Err()
}

// add takes a line apart: name, runs, then pairs of value and unit.
func (m *measured) add(pkg string, fields []string) {
	if len(fields) < 4 {
		return // the name alone, printed before the benchmark began
	}
	name := strings.TrimPrefix(fields[0], "Benchmark")
	if at := strings.LastIndexByte(name, '-'); at > 0 {
		if _, err := strconv.Atoi(name[at+1:]); err == nil {
			name = name[:at] // the processors
		}
	}
	k := key{strings.TrimPrefix(pkg, "gongkai/"), name}
	if m.values[k] == nil {
		m.order = append(m.order, k)
		m.values[k] = map[string][]float64{}
	}
	for i := 2; i+1 < len(fields); i += 2 {
		if v, err := strconv.ParseFloat(fields[i], 64); err == nil {
			m.values[k][fields[i+1]] = append(m.values[k][fields[i+1]], v)
		}
	}
}

// table prints it in Markdown.
func (m *measured) table(version, date string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "Measured on %s, version %s, %s, %s.\n\n", date, version, m.system, m.cpu)
	out.WriteString("| package | benchmark | time | more |\n|---|---|--:|---|\n")
	for _, k := range m.order {
		units := m.values[k]
		var more []string
		for _, unit := range sortedUnits(units) {
			more = append(more, spread(units[unit], number)+" "+unit)
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s |\n", k.pkg, strings.ReplaceAll(k.name, "_", `\_`), spread(units["ns/op"], duration),
			strings.Join(more, ", "))
	}
	for _, f := range m.failed {
		fmt.Fprintf(&out, "\nFailed and not in the table: %s\n", f)
	}
	return out.String()
}

// sortedUnits are the units beside the time, those of work done first.
func sortedUnits(units map[string][]float64) []string {
	var out []string
	for unit := range units {
		if unit != "ns/op" {
			out = append(out, unit)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(-cmp.Compare(count(a), count(b)), strings.Compare(a, b))
	})
	return out
}

// count is higher for a unit of work in a time than for one of memory.
func count(unit string) int { return strings.Count(unit, "/s") + strings.Count(unit, "/cpu-s") }

// spread is the median, with the least and the most where there are several.
func spread(values []float64, show func(float64) string) string {
	if len(values) == 0 {
		return ""
	}
	s := slices.Sorted(slices.Values(values))
	middle := show(s[len(s)/2])
	if len(s) == 1 {
		return middle
	}
	return fmt.Sprintf("%s (%s to %s)", middle, show(s[0]), show(s[len(s)-1]))
}

func number(v float64) string {
	switch {
	case v >= 1e6:
		return strconv.FormatFloat(v/1e6, 'f', 2, 64) + " M"
	case v >= 1e4:
		return strconv.FormatFloat(v/1e3, 'f', 0, 64) + " k"
	case v >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}

func duration(ns float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e9, "s"}, {1e6, "ms"}, {1e3, "µs"}} {
		if ns >= unit.size {
			return strconv.FormatFloat(ns/unit.size, 'g', 3, 64) + " " + unit.name
		}
	}
	return strconv.FormatFloat(ns, 'g', 3, 64) + " ns"
}
