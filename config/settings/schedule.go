package settings

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cast"

	"gongkai/internal/schedule"
)

// Schedule is what runs by itself and when.
type Schedule struct {
	Timezone string
	Folders  []string // that jobs read where they name none
	Export   string   // folder that jobs write Parquet to where they name none
	Retries  int      // after a run that failed
	Backoff  time.Duration
	Jobs     []Job
}

// Job is one job of the schedule.
type Job struct {
	Name    string
	Enabled bool
	Cron    string   // minute, hour, day of the month, month, day of the week
	Steps   []string // of Steps(), in the order in which they are run
	Folders []string // empty: those of the schedule
	Export  string   // empty: that of the schedule
	Year    string   // of the roll-up: "previous", before that of the run, or a number
	Status  string   // of the release: provisional, final
}

// The steps of a job.
const (
	StepIngest = "ingest"
	StepRollup = "rollup"
	StepExport = "export"
)

// Steps lists the steps that a job can have.
func Steps() []string { return []string{StepIngest, StepRollup, StepExport} }

// YearPrevious is the year before that of the run: reports appear in the year after the one they are about.
const YearPrevious = "previous"

// newJob is a job with all that a file need not say.
func newJob(name string) Job {
	return Job{Name: name, Enabled: true, Steps: Steps(), Year: YearPrevious, Status: "provisional"}
}

// legalCalendar is a run on the day after each deadline for annual reports: departments, counties, cities, provinces
// (国办公开办函〔2019〕60号; the days are those of config/deadlines, by which reports are filed).
func legalCalendar() []Job {
	var jobs []Job
	for _, d := range []struct{ name, cron string }{
		{"departments", "0 3 1 2 *"},
		{"counties", "0 3 21 2 *"},
		{"cities", "0 3 11 3 *"},
		{"provinces", "0 3 1 4 *"},
	} {
		j := newJob(d.name)
		j.Cron = d.cron
		jobs = append(jobs, j)
	}
	return jobs
}

// job returns the job of a name, which it adds where there is none.
func (s *Schedule) job(name string) *Job {
	i := slices.IndexFunc(s.Jobs, func(j Job) bool { return j.Name == name })
	if i < 0 {
		i = len(s.Jobs)
		s.Jobs = append(s.Jobs, newJob(name))
	}
	return &s.Jobs[i]
}

// jobsPrefix begins the keys of jobs: schedule.jobs.NAME.FIELD.
const jobsPrefix = "schedule.jobs."

// jobName returns the name in the key of a job, and false for any other key. Keys come in small letters.
func jobName(key string) (string, bool) {
	rest, ok := strings.CutPrefix(key, jobsPrefix)
	if !ok {
		return "", false
	}
	name, field, ok := strings.Cut(rest, ".")
	return name, ok && field != "" && regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`).MatchString(name)
}

// jobKeys are the keys of one job. They have no variables: a name would not survive one.
func jobKeys(name string) []key {
	at := func(s *Settings) *Job { return s.Schedule.job(name) }
	prefix := jobsPrefix + name + "."
	keys := []key{
		yesNo(prefix+"enabled", func(s *Settings) *bool { return &at(s).Enabled }),
		text(prefix+"cron", func(s *Settings) *string { return &at(s).Cron }, cronExpression),
		list(prefix+"steps", func(s *Settings) *[]string { return &at(s).Steps }, Steps()...),
		list(prefix+"folders", func(s *Settings) *[]string { return &at(s).Folders }),
		text(prefix+"export", func(s *Settings) *string { return &at(s).Export }, func(string) *flaw { return nil }),
		text(prefix+"year", func(s *Settings) *string { return &at(s).Year }, jobYear),
		text(prefix+"status", func(s *Settings) *string { return &at(s).Status }, oneOf("provisional", "final")),
	}
	for i := range keys {
		keys[i].env = ""
	}
	return keys
}

// cronExpression accepts what Parse does. Which zone it is in makes no difference to that.
func cronExpression(s string) *flaw {
	if _, err := schedule.Parse(s, time.UTC); err != nil {
		return &flaw{kind: KindCron}
	}
	return nil
}

func jobYear(s string) *flaw {
	if n, err := strconv.Atoi(s); s == YearPrevious || (err == nil && n >= 2000 && n <= 9999) {
		return nil
	}
	return &flaw{kind: KindChoice, want: YearPrevious + ", 2000–9999"}
}

func timezone(s string) *flaw {
	if _, err := time.LoadLocation(s); err != nil || s == "" {
		return &flaw{kind: KindZone}
	}
	return nil
}

// list is a key with several texts: a list in the file, separated by commas elsewhere. With allowed it may hold only
// those, each once.
func list(name string, at func(*Settings) *[]string, allowed ...string) key {
	return key{
		name: name, env: variable(name),
		set: func(s *Settings, v any) *flaw {
			var parts []string
			if t, ok := v.(string); ok {
				parts = strings.Split(t, ",")
			} else {
				var err error
				if parts, err = cast.ToStringSliceE(v); err != nil {
					return &flaw{kind: KindList}
				}
			}
			var out []string
			for _, p := range parts {
				p = strings.TrimSpace(p)
				switch {
				case p == "":
					return &flaw{kind: KindList}
				case len(allowed) > 0 && (!slices.Contains(allowed, p) || slices.Contains(out, p)):
					return &flaw{kind: KindChoice, want: strings.Join(allowed, ", ")}
				}
				out = append(out, p)
			}
			if len(allowed) > 0 && len(out) == 0 {
				return &flaw{kind: KindEmpty}
			}
			*at(s) = out
			return nil
		},
		value: func(s Settings) string { return strings.Join(*at(&s), ",") },
	}
}

// duration is a key with a time above zero.
func duration(name string, at func(*Settings) *time.Duration) key {
	return key{
		name: name, env: variable(name),
		set: func(s *Settings, v any) *flaw {
			d, err := time.ParseDuration(fmt.Sprint(v))
			if err != nil || d <= 0 {
				return &flaw{kind: KindDuration}
			}
			*at(s) = d
			return nil
		},
		value: func(s Settings) string { return at(&s).String() },
	}
}
