package main

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/config/rules"
	"gongkai/ingest"
)

// versionInfo is what `version --json` prints.
type versionInfo struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
	Parser   string `json:"parser_version"`
	Rules    string `json:"rules_version"`
	Driver   string `json:"duckdb_go"`
	Arrow    bool   `json:"duckdb_arrow"` // built with the tag that hands data to DuckDB without copying
}

// driverModule is the module of the DuckDB driver, as build information names it.
const driverModule = "github.com/duckdb/duckdb-go/v2"

func newVersion(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "version [--json]", Args: a.noArguments,
		RunE: func(*cobra.Command, []string) error {
			v, err := readVersion()
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.out, v)
			}
			arrow := "version.arrow_off"
			if v.Arrow {
				arrow = "version.arrow_on"
			}
			a.printf("gongkai %s%s\n", v.Version, strings.TrimRight(" "+v.Revision, " "))
			a.printf("%s\n", a.say.Text("version.parser", "parser", v.Parser, "rules", v.Rules))
			a.printf("%s, %s\n", a.say.Text("version.driver", "version", v.Driver), a.say.Text(arrow))
			a.printf("%s %s\n", v.Go, v.Platform)
			return nil
		},
	}
	a.describe(cmd, "version", 0, 2)
	annotate(cmd, annotationTolerant, "yes")
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say.Text("flag.json"))
	return cmd
}

// readVersion reads what the linker wrote into the binary.
func readVersion() (versionInfo, error) {
	set, err := rules.Embedded()
	if err != nil {
		return versionInfo{}, err
	}
	v := versionInfo{
		Version: "unknown", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH,
		Parser: ingest.ParserVersion, Rules: set.Version, Driver: "unknown",
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v, nil
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Revision = s.Value
		case "-tags":
			v.Arrow = strings.Contains(","+s.Value+",", ",duckdb_arrow,")
		}
	}
	for _, m := range info.Deps {
		if m.Path == driverModule {
			v.Driver = m.Version
		}
	}
	return v, nil
}

// noArguments refuses arguments, in the language chosen.
func (a *app) noArguments(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrongUse(a.say.Text("usage.no_arguments", "name", args[0]))
	}
	return nil
}
