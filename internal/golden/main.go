// Command golden writes down what a program does, so that two of them can be held against each other: a change that is to change
// nothing is tried by goldens of the program before it and of the one after it.
//
//	go run ./internal/golden write -program bin/gongkai -out before
//	go run ./internal/golden compare before after
//
// The program is run as a person runs it, command line by command line; nothing of its inside is known here but the names of the tables,
// which it is asked for. A folder of goldens holds
//
//	extract/    what is read from real reports, from the readers' cases and from invented documents of every format and mutation
//	tables/     every table and view of a warehouse of an invented nation, as CSV ordered by all columns
//	export/     the hashes of an export of it in every format
//	help/       the help of every command, in both languages
//	commands/   what the command lines of commands.txt print, in both languages, and the hashes of the files that they write
//
// Moments and the day of the run are masked; nothing else may differ between two runs of one program. Large files are compressed; compare
// looks at the text in them and shows the first lines that differ.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
)

// errDiffer ends compare where the goldens differ.
var errDiffer = errors.New("the goldens differ")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "golden:", err)
		os.Exit(1)
	}
}

// run is the command: its arguments and where it reports.
func run(ctx context.Context, args []string, out io.Writer) error {
	if len(args) > 0 {
		switch args[0] {
		case "write":
			return write(ctx, args[1:], out)
		case "compare":
			if len(args) == 3 {
				return compare(args[1], args[2], out)
			}
		}
	}
	return errors.New("usage: golden write -program FILE -out DIR [-root DIR] [-only PART,…] | golden compare BEFORE AFTER")
}

// write makes the goldens of a program, part by part.
func write(ctx context.Context, args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("write", flag.ContinueOnError)
	program := flags.String("program", "bin/gongkai", "the program to watch")
	dir := flags.String("out", "", "folder for the goldens; what stands in the parts written is replaced")
	root := flags.String("root", ".", "the repository, with its test data")
	only := flags.String("only", "", "write only these parts, with commas between: "+strings.Join(partNames(), ", "))
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *dir == "" {
		return errors.New("name a folder with -out")
	}
	w, err := newWatch(*program, *root, *dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.close()) }()
	chosen := partNames()
	if *only != "" {
		chosen = strings.Split(*only, ",")
	}
	for _, name := range chosen {
		at := slices.Index(partNames(), name)
		if at < 0 {
			return fmt.Errorf("there is no part %q", name)
		}
		fmt.Fprintln(out, name)
		if err := os.RemoveAll(filepath.Join(*dir, name)); err != nil {
			return err
		}
		if err := parts()[at].write(ctx, w); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// part is one folder of the goldens.
type part struct {
	name  string
	write func(context.Context, *watch) error
}

func parts() []part {
	return []part{
		{"help", writeHelp}, {"commands", writeCommands}, {"extract", writeExtract}, {"tables", writeTables}, {"export", writeExport},
	}
}

func partNames() (names []string) {
	for _, p := range parts() {
		names = append(names, p.name)
	}
	return names
}
