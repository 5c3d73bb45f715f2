package settings

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cast"
)

// key is one thing that can be set. There is one list of them, so that the file, the environment, the flags,
// validation and doctor cannot disagree about what exists.
type key struct {
	name  string
	env   string
	set   func(*Settings, any) *flaw
	value func(Settings) string
}

// flaw says what is wrong with one value; Load adds the key and the source.
type flaw struct {
	kind string
	want string
}

// keys lists every key in the order in which doctor shows them, but for those of jobs: see jobKeys.
func keys() []key {
	return []key{
		text("language", func(s *Settings) *string { return &s.Language }, oneOf("", "zh", "en")),
		text("reviewer", func(s *Settings) *string { return &s.Reviewer }, func(string) *flaw { return nil }),
		// GONGKAI_WAREHOUSE, not GONGKAI_WAREHOUSE_PATH: the variable that a person types most is the short one.
		text("warehouse.path", func(s *Settings) *string { return &s.Warehouse.Path }, notEmpty).from("GONGKAI_WAREHOUSE"),
		text("warehouse.memory_limit", func(s *Settings) *string { return &s.Warehouse.MemoryLimit }, memory),
		whole("warehouse.threads", func(s *Settings) *int { return &s.Warehouse.Threads }, 0, 1024),
		yesNo("archive.enabled", func(s *Settings) *bool { return &s.Archive.Enabled }),
		text("archive.path", func(s *Settings) *string { return &s.Archive.Path }, func(string) *flaw { return nil }),
		whole("ingest.workers", func(s *Settings) *int { return &s.Ingest.Workers }, 0, 1024),
		whole("ingest.batch", func(s *Settings) *int { return &s.Ingest.Batch }, 1, MaxBatch),
		whole("ingest.limits.bytes", func(s *Settings) *int64 { return &s.Ingest.Limits.Bytes }, 1, 1<<40),
		whole("ingest.limits.unpacked", func(s *Settings) *int64 { return &s.Ingest.Limits.Unpacked }, 1, 1<<40),
		whole("ingest.limits.ratio", func(s *Settings) *int64 { return &s.Ingest.Limits.Ratio }, 1, 1<<20),
		whole("ingest.limits.depth", func(s *Settings) *int { return &s.Ingest.Limits.Depth }, 1, 1<<16),
		whole("ingest.limits.entries", func(s *Settings) *int { return &s.Ingest.Limits.Entries }, 1, 1<<30),
		whole("ingest.limits.cells", func(s *Settings) *int { return &s.Ingest.Limits.Cells }, 1, 1<<30),
		whole("ingest.limits.columns", func(s *Settings) *int { return &s.Ingest.Limits.Columns }, 1, 1<<20),
		whole("ingest.limits.pages", func(s *Settings) *int { return &s.Ingest.Limits.Pages }, 1, 1<<20),
		whole("ingest.limits.milliseconds", func(s *Settings) *int64 { return &s.Ingest.Limits.Milliseconds }, 1, 1<<40),
		yesNo("register.receipts", func(s *Settings) *bool { return &s.Register.Receipts }),
		text("export.licence", func(s *Settings) *string { return &s.Export.Licence }, licence),
		text("export.creator", func(s *Settings) *string { return &s.Export.Creator }, func(string) *flaw { return nil }),
		text("sql.memory_limit", func(s *Settings) *string { return &s.SQL.MemoryLimit }, memory),
		text("sql.temp_size", func(s *Settings) *string { return &s.SQL.TempSize }, memory),
		text("sql.result_size", func(s *Settings) *string { return &s.SQL.ResultSize }, memory),
		whole("sql.threads", func(s *Settings) *int { return &s.SQL.Threads }, 0, 1024),
		whole("sql.workers", func(s *Settings) *int { return &s.SQL.Workers }, 1, 64),
		duration("sql.timeout", func(s *Settings) *time.Duration { return &s.SQL.Timeout }),
		text("schedule.timezone", func(s *Settings) *string { return &s.Schedule.Timezone }, timezone),
		list("schedule.folders", func(s *Settings) *[]string { return &s.Schedule.Folders }),
		text("schedule.export", func(s *Settings) *string { return &s.Schedule.Export }, notEmpty),
		whole("schedule.retries", func(s *Settings) *int { return &s.Schedule.Retries }, 0, 100),
		duration("schedule.backoff", func(s *Settings) *time.Duration { return &s.Schedule.Backoff }),
	}
}

// variable returns the name of the environment variable of a key: GONGKAI_INGEST_WORKERS.
func variable(name string) string {
	return "GONGKAI_" + strings.ToUpper(strings.ReplaceAll(name, ".", "_"))
}

func (k key) from(env string) key {
	k.env = env
	return k
}

func text(name string, at func(*Settings) *string, check func(string) *flaw) key {
	return key{
		name: name, env: variable(name),
		set: func(s *Settings, v any) *flaw {
			// A list or a block under a key that takes one value is refused rather than printed into it.
			t, err := cast.ToStringE(v)
			if err != nil {
				return &flaw{kind: KindText}
			}
			if f := check(t); f != nil {
				return f
			}
			*at(s) = t
			return nil
		},
		value: func(s Settings) string { return *at(&s) },
	}
}

func whole[T int | int64](name string, at func(*Settings) *T, least, most int64) key {
	return key{
		name: name, env: variable(name),
		set: func(s *Settings, v any) *flaw {
			n, ok := toWhole(v)
			if !ok {
				return &flaw{kind: KindWhole}
			}
			if n < least || n > most || n > math.MaxInt {
				return &flaw{kind: KindRange, want: fmt.Sprintf("%d–%d", least, most)}
			}
			*at(s) = T(n)
			return nil
		},
		value: func(s Settings) string { return strconv.FormatInt(int64(*at(&s)), 10) },
	}
}

func yesNo(name string, at func(*Settings) *bool) key {
	return key{
		name: name, env: variable(name),
		set: func(s *Settings, v any) *flaw {
			b, err := strconv.ParseBool(fmt.Sprint(v))
			if err != nil {
				return &flaw{kind: KindChoice, want: "true, false"}
			}
			*at(s) = b
			return nil
		},
		value: func(s Settings) string { return strconv.FormatBool(*at(&s)) },
	}
}

// toWhole refuses 1.5 and true, which cast would turn into 1.
func toWhole(v any) (int64, bool) {
	switch v := v.(type) {
	case int:
		return int64(v), true
	case int64:
		return v, true
	case string:
		n, err := strconv.ParseInt(v, 10, 64)
		return n, err == nil
	}
	return 0, false
}

func notEmpty(s string) *flaw {
	if s == "" {
		return &flaw{kind: KindEmpty}
	}
	return nil
}

func memory(s string) *flaw {
	if s == "" || regexp.MustCompile(`^[0-9]+(\.[0-9]+)? ?([KMGT]i?)?B$`).MatchString(s) {
		return nil
	}
	return &flaw{kind: KindMemory}
}

func oneOf(allowed ...string) func(string) *flaw {
	return func(s string) *flaw {
		for _, a := range allowed {
			if s == a {
				return nil
			}
		}
		return &flaw{kind: KindChoice, want: strings.TrimPrefix(strings.Join(allowed, ", "), ", ")}
	}
}
