package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/viper"
)

// Input is everything that settings come from.
type Input struct {
	// File is the settings file that was asked for; it must exist. Where it is empty the first of Candidates
	// that exists is read, and none is fine.
	File       string
	Candidates []string
	// Environment holds NAME=value; only names that begin with GONGKAI_ matter.
	Environment []string
	// Limits are the limits of the readers where nothing else is set.
	Limits Limits
	// Flags holds the flags that were given, by key.
	Flags []Flag
}

// Flag is a flag on the command line that sets a key.
type Flag struct{ Key, Name, Value string }

// Kinds of a Source.
const (
	FromDefault     = "default"
	FromFile        = "file"
	FromEnvironment = "environment"
	FromFlag        = "flag"
)

// Source says where a value came from. Name is the path, the variable or the flag, empty for a default.
type Source struct {
	Kind string `json:"kind"`
	Name string `json:"name,omitempty"`
}

// String prints "file gongkai.yaml".
func (s Source) String() string { return strings.TrimSuffix(s.Kind+" "+s.Name, " ") }

// Value is a key with its value and source.
type Value struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Source Source `json:"source"`
	Env    string `json:"environment"` // the variable that would set it
}

// Loaded is the outcome of Load.
type Loaded struct {
	Settings Settings
	Values   []Value // every key, in a fixed order
	File     string  // the file that was read, empty for none
}

// Load applies all sources. Its error, where there is one, is an *Invalid with every problem; what could be
// understood is returned beside it, so that doctor can show it.
func Load(in Input) (Loaded, error) {
	v := viper.New()
	defaults := Defaults(in.Limits)
	file, inFile, problem := readFile(in)
	known, jobs := keys(), jobNames(defaults, inFile)
	for _, name := range jobs {
		known = append(known, jobKeys(name)...)
	}
	source := map[string]Source{}
	for _, k := range known {
		v.SetDefault(k.name, k.value(defaults))
		source[k.name] = Source{Kind: FromDefault}
	}
	var problems []Problem
	if problem != nil {
		problems = append(problems, *problem)
	}
	for _, name := range sortedKeys(inFile) {
		if _, ok := source[name]; !ok {
			problems = append(problems, Problem{
				Kind: KindUnknown, Key: name, Want: nearest(name, names(known)), Source: Source{FromFile, file},
			})
			continue
		}
		v.Set(name, inFile.Get(name))
		source[name] = Source{FromFile, file}
	}
	problems = append(problems, applyEnvironment(v, known, source, in.Environment)...)
	for _, f := range in.Flags {
		v.Set(f.Key, f.Value)
		source[f.Key] = Source{FromFlag, "--" + f.Name}
	}

	loaded := Loaded{Settings: defaults, File: file}
	for _, k := range known {
		if source[k.name].Kind != FromDefault {
			if f := k.set(&loaded.Settings, v.Get(k.name)); f != nil {
				problems = append(problems, Problem{f.kind, k.name, fmt.Sprint(v.Get(k.name)), f.want, source[k.name]})
			}
		}
		loaded.Values = append(loaded.Values, Value{k.name, k.value(loaded.Settings), source[k.name], k.env})
	}
	for _, name := range jobs {
		k := jobsPrefix + name + ".cron"
		if loaded.Settings.Schedule.job(name).Cron == "" && source[k].Kind == FromDefault {
			problems = append(problems, Problem{Kind: KindEmpty, Key: k, Source: Source{FromFile, file}})
		}
	}
	if len(problems) > 0 {
		return loaded, &Invalid{problems}
	}
	return loaded, nil
}

// jobNames returns the names of the jobs that there are by default, then of those in the file in their order.
func jobNames(defaults Settings, inFile *viper.Viper) []string {
	var names []string
	for _, j := range defaults.Schedule.Jobs {
		names = append(names, j.Name)
	}
	for _, k := range sortedKeys(inFile) {
		if name, ok := jobName(k); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// readFile reads the file that was asked for or the first candidate there is, and returns its path.
func readFile(in Input) (string, *viper.Viper, *Problem) {
	paths := in.Candidates
	if in.File != "" {
		paths = []string{in.File}
	}
	for _, path := range paths {
		v := viper.New()
		v.SetConfigFile(path)
		// Without this viper takes the format from the name, and --config settings.txt would be an error of its own.
		v.SetConfigType("yaml")
		err := v.ReadInConfig()
		switch {
		case err == nil:
			return path, v, nil
		case errors.Is(err, fs.ErrNotExist) && in.File == "":
			continue
		}
		return path, viper.New(), &Problem{Kind: KindFile, Key: path, Value: err.Error(), Source: Source{FromFile, path}}
	}
	return "", viper.New(), nil
}

// applyEnvironment sets what GONGKAI_ variables say. An empty variable is one that is not set, as everywhere.
func applyEnvironment(v *viper.Viper, known []key, source map[string]Source, environment []string) []Problem {
	var problems []Problem
	sorted := slices.Clone(environment)
	slices.Sort(sorted)
	for _, pair := range sorted {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, "GONGKAI_") || value == "" {
			continue
		}
		at := slices.IndexFunc(known, func(k key) bool { return k.env == name })
		if at < 0 {
			var variables []string
			for _, k := range known {
				variables = append(variables, k.env)
			}
			problems = append(problems, Problem{
				Kind: KindUnknown, Key: name, Want: nearest(name, variables), Source: Source{FromEnvironment, name},
			})
			continue
		}
		v.Set(known[at].name, value)
		source[known[at].name] = Source{FromEnvironment, name}
	}
	return problems
}

func sortedKeys(v *viper.Viper) []string {
	all := v.AllKeys()
	slices.Sort(all)
	return all
}

func names(known []key) []string {
	var out []string
	for _, k := range known {
		out = append(out, k.name)
	}
	return out
}
