package serve

import (
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// meter counts answers, for Prometheus.
type meter struct {
	mu      sync.Mutex
	answers map[counted]*tally
}

type counted struct {
	route  string
	status int
}

type tally struct {
	count   uint64
	seconds float64
	buckets []uint64 // answers that took no longer than those of bounds
}

// bounds are the upper ends of the buckets, in seconds.
func bounds() []float64 { return []float64{0.005, 0.02, 0.05, 0.1, 0.25, 1, 5, 30} }

func newMeter() *meter { return &meter{answers: map[counted]*tally{}} }

func (m *meter) count(route string, status int, took time.Duration) {
	if route == "" {
		route = "none"
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.answers[counted{route, status}]
	if t == nil {
		t = &tally{buckets: make([]uint64, len(bounds()))}
		m.answers[counted{route, status}] = t
	}
	t.count++
	t.seconds += took.Seconds()
	for i, most := range bounds() {
		if took.Seconds() <= most {
			t.buckets[i]++
		}
	}
}

// write writes what was counted as Prometheus reads it.
func (m *meter) write(out *strings.Builder) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var keys []counted
	for k := range m.answers { // sorted below
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b counted) int {
		if c := strings.Compare(a.route, b.route); c != 0 {
			return c
		}
		return a.status - b.status
	})
	out.WriteString("# HELP gongkai_answers_seconds How long answers took.\n# TYPE gongkai_answers_seconds histogram\n")
	for _, k := range keys {
		t := m.answers[k]
		labels := fmt.Sprintf(`route=%q,status="%d"`, k.route, k.status)
		for i, most := range bounds() {
			fmt.Fprintf(out, "gongkai_answers_seconds_bucket{%s,le=\"%g\"} %d\n", labels, most, t.buckets[i])
		}
		fmt.Fprintf(out, "gongkai_answers_seconds_bucket{%s,le=\"+Inf\"} %d\n", labels, t.count)
		fmt.Fprintf(out, "gongkai_answers_seconds_sum{%s} %g\ngongkai_answers_seconds_count{%s} %d\n", labels, t.seconds, labels, t.count)
	}
}

// watch answers those who watch over the server.
func (s *Server) watch(w *note, r *http.Request, path string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	id, err := s.pool.Snapshot()
	switch {
	case path == "/healthz":
		fmt.Fprintln(w, "ok")
	case path == "/readyz" && err != nil:
		w.WriteHeader(http.StatusServiceUnavailable)
		fmt.Fprintln(w, "no snapshot")
	case path == "/readyz":
		fmt.Fprintln(w, "ok", id)
	default:
		var out strings.Builder
		s.meter.write(&out)
		hits, misses, size := s.answers.Count()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		for _, one := range []struct {
			name, kind, help string
			value            float64
		}{
			{"gongkai_cache_hits_total", "counter", "Answers that were kept.", float64(hits)},
			{"gongkai_cache_misses_total", "counter", "Answers that had to be made.", float64(misses)},
			{"gongkai_cache_bytes", "gauge", "Bytes of the answers that are kept.", float64(size)},
			{"gongkai_sessions_lent", "gauge", "Sessions on snapshots that are in use.", float64(s.pool.Out() + s.people.Out())},
			{"go_memstats_sys_bytes", "gauge", "Memory that the Go runtime holds; DuckDB has its own.", float64(memory.Sys)},
		} {
			fmt.Fprintf(&out, "# HELP %s %s\n# TYPE %s %s\n%s %g\n", one.name, one.help, one.name, one.kind, one.name, one.value)
		}
		fmt.Fprintf(&out, "# HELP gongkai_snapshot_info The snapshot that is shown.\n# TYPE gongkai_snapshot_info gauge\n"+
			"gongkai_snapshot_info{id=%q} 1\n", id)
		fmt.Fprint(w, out.String())
	}
}
