package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongkai/config/settings"
)

// Annotations of commands and flags.
const (
	annotationExit     = "exit"     // the exit statuses of a command, for its help
	annotationTolerant = "tolerant" // the command also runs with settings that cannot be used
	annotationSetting  = "setting"  // the settings key that a flag sets
)

// newRoot builds the command with everything below it, in the language of the app.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "gongkai",
		SilenceErrors: true, // finish prints them, in the language chosen, with what to do
		SilenceUsage:  true,
		Args:          cobra.ArbitraryArgs,

		SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return a.unknownCommand(cmd, args[0])
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			a.started = true
			if err := a.load(cmd); err != nil {
				return err
			}
			return a.plausibleYear(cmd)
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return wrongUse(err.Error()) })
	root.CompletionOptions.DisableDefaultCmd = true // ours speaks the language chosen
	a.describe(root, "root", 0, 1, 2)
	annotate(root, annotationTolerant, "yes")
	root.SetUsageTemplate(a.usageTemplate())
	flags := root.PersistentFlags()
	flags.StringVar(&a.configFile, "config", "", a.say.Text("flag.config"))
	a.setting(flags, "lang", "language", a.say.Text("flag.lang"))
	a.setting(flags, "warehouse", "warehouse.path", a.say.Text("flag.warehouse"))
	root.AddCommand(
		newDemo(a), newIngest(a), newBatch(a), newExtract(a), newCheck(a), newAgency(a), newSQL(a), newExplain(a), newChart(a),
		newExport(a), newConnect(a), newBackup(a), newRestore(a), newRestatement(a), newRollup(a), newRelease(a),
		newSchedule(a), newServe(a), newRegion(a), newDeadline(a), newLook(a), newDenominator(a),
		newSynth(a), newDoctor(a), newVersion(a), newCompletion(a),
	)
	root.SetHelpCommand(newHelp(a, root))
	for _, cmd := range append(root.Commands(), root) {
		a.complete(cmd)
	}
	return root
}

// complete gives a command what every one has, once its own flags are there: --help in the language chosen, and flags in the order in
// which they were given.
func (a *app) complete(cmd *cobra.Command) {
	cmd.Flags().BoolP("help", "h", false, a.say.Text("flag.help"))
	cmd.Flags().SortFlags = false
	cmd.DisableFlagsInUseLine = true
}

// describe gives a command its texts from the catalogue and the list of its exit statuses.
func (a *app) describe(cmd *cobra.Command, name string, statuses ...int) {
	cmd.Short = a.say.Text("cmd." + name + ".short")
	cmd.Long = a.say.Text("cmd." + name + ".long")
	cmd.Example = indent(a.say.Text("cmd." + name + ".example"))
	var lines []string
	for _, status := range statuses {
		lines = append(lines, fmt.Sprintf("  %2d  %s", status, a.say.Text("exit."+strconv.Itoa(status))))
	}
	annotate(cmd, annotationExit, strings.Join(lines, "\n"))
}

func annotate(cmd *cobra.Command, name, value string) {
	if cmd.Annotations == nil {
		cmd.Annotations = map[string]string{}
	}
	cmd.Annotations[name] = value
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }

// setting adds a flag that sets a settings key. Its default is that of the settings, which are not known before
// the flags are parsed, so the flag has none of its own.
func (a *app) setting(flags *pflag.FlagSet, name, key, usage string) {
	flags.String(name, "", usage)
	flags.Lookup(name).Annotations = map[string][]string{annotationSetting: {key}}
}

// load reads the settings with the flags that were given. Commands that help to mend them run in spite of what is
// wrong with them.
func (a *app) load(cmd *cobra.Command) error {
	var flags []settings.Flag
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if keys := f.Annotations[annotationSetting]; len(keys) == 1 {
			flags = append(flags, settings.Flag{Key: keys[0], Name: f.Name, Value: f.Value.String()})
		}
	})
	a.loaded, a.invalid = settings.Load(a.settingsInput(a.configFile, flags))
	if cmd.Annotations[annotationTolerant] != "" {
		return nil
	}
	return a.invalid
}

// usageTemplate is cobra's, cut to what this program has, with headings in the language chosen.
func (a *app) usageTemplate() string {
	return a.say.Text("help.usage") + `:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} ` + a.say.Text("help.command") + `{{else}}{{.UseLine}}{{end}}{{if .HasExample}}

` + a.say.Text("help.examples") + `:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

` + a.say.Text("help.commands") + `:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + a.say.Text("help.flags") + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + a.say.Text("help.global") + `:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{with index .Annotations "` + annotationExit + `"}}

` + a.say.Text("help.exit") + `:
{{.}}{{end}}
`
}

// unknownCommand says that there is no such command, and which one may be meant.
func (a *app) unknownCommand(root *cobra.Command, name string) error {
	text := a.say.Text("usage.unknown_command", "name", name)
	if near := root.SuggestionsFor(name); len(near) > 0 {
		text += a.say.Text("settings.meant", "want", near[0])
	}
	return wrongUse(text)
}

// group returns a command that holds others and does nothing itself.
func (a *app) group(name string, statuses []int, commands ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: name + " " + a.say.Text("help.command"), Args: cobra.ArbitraryArgs, SuggestionsMinimumDistance: 2,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return a.unknownCommand(cmd, args[0])
		},
	}
	a.describe(cmd, name, statuses...)
	annotate(cmd, annotationTolerant, "yes")
	for _, sub := range commands {
		a.complete(sub)
		cmd.AddCommand(sub)
	}
	return cmd
}

// newHelp is the help command in the language chosen.
func newHelp(a *app, root *cobra.Command) *cobra.Command {
	cmd := &cobra.Command{
		Use: "help " + a.say.Text("help.command"),
		RunE: func(_ *cobra.Command, args []string) error {
			target, _, err := root.Find(args)
			if err != nil || (target == root && len(args) > 0) {
				return a.unknownCommand(root, strings.Join(args, " "))
			}
			return target.Help()
		},
	}
	a.describe(cmd, "help", 0, 2)
	annotate(cmd, annotationTolerant, "yes")
	return cmd
}
