package queries

import (
	"encoding/csv"
	"errors"
	"os"
	"testing"

	"gongkai/internal/fault"
)

// hostileStatements reads testdata/hostile.csv: statements that take a process down, tell what they should not or change something, and
// harmless ones that look like them.
func hostileStatements(t *testing.T) (refused, allowed []string) {
	t.Helper()
	f, err := os.Open("testdata/hostile.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines[1:] {
		switch line[0] {
		case "refused":
			refused = append(refused, line[1])
		case "allowed":
			allowed = append(allowed, line[1])
		default:
			t.Fatalf("verdict %q", line[0])
		}
	}
	if len(refused) < 140 || len(allowed) < 25 {
		t.Fatalf("%d refused, %d allowed", len(refused), len(allowed))
	}
	return refused, allowed
}

func TestHostileStatements(t *testing.T) {
	s := openSession(t, SessionOptions{MemoryLimit: "500MB", Threads: 1})
	refused, allowed := hostileStatements(t)
	for _, query := range refused {
		err := s.gate.check(t.Context(), query)
		if !errors.Is(err, fault.ErrUnsafeStatement) && !errors.Is(err, fault.ErrUsage) {
			t.Errorf("%.120s: %v", query, err)
		}
	}
	for _, query := range allowed {
		if _, err := read(s, query); err != nil {
			t.Errorf("%s: %v", query, err)
		}
	}
}
