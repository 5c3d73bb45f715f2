package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/synth/nation"
	"gongkai/warehouse"
	"gongkai/warehouse/archive"
	"gongkai/warehouse/snapshot"
)

// killed is what was done to the jobs, for the log.
func (k *killer) killed() string {
	var out []string
	for _, job := range k.jobs() {
		n := k.ended[job.name]
		out = append(out, fmt.Sprintf("%s: %d broken off, %d ended before", job.name, n[0], n[1]))
	}
	return strings.Join(out, "; ")
}

// TestKilled kills the program at random moments of everything that writes: ingest, migration, snapshot, rollup, export. After each
// kill all batches that were committed are there and none by half; the run after it completes; and what is exported in the end is
// byte for byte what an undisturbed run exports. KILLS sets how often (make durability: 200) and KILL_SEED the moments. It stops early
// after KILL_TIME seconds: a slow machine sees fewer kills and no failure.
func TestKilled(t *testing.T) {
	long(t)
	k := newKiller(t, t.TempDir())
	want := k.undisturbed()
	for life := 0; k.left(); life++ {
		folder := filepath.Join(k.dir, fmt.Sprintf("life%d", life))
		if err := os.Mkdir(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		if life%2 == 1 {
			k.olderWarehouse(folder)
		}
		committed := 0
		for _, job := range k.jobs() {
			for range 1 + k.random.IntN(4) {
				if !k.left() {
					break
				}
				k.kill(folder, job)
				committed = k.check(folder, committed, job.name)
			}
			k.finish(folder, job)
			committed = k.check(folder, committed, job.name)
		}
		if diff := cmp.Diff(want, hashes(t, filepath.Join(folder, "parquet"))); diff != "" {
			t.Errorf("life %d, seed %d: the export of an undisturbed run (-want +got):\n%s", life, k.seed, diff)
		}
		if t.Failed() {
			return
		}
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("seed %d: %s", k.seed, k.killed())
}

// killer starts the program and kills it.
type killer struct {
	t        *testing.T
	dir      string
	program  string
	seed     uint64
	random   *rand.Rand
	kills    int
	deadline time.Time
	took     map[string]time.Duration // of each job when nobody disturbs it
	ended    map[string][2]int        // by job: broken off, and ended before that
}

// killedJob is one command line; arguments that begin with @ lie in the folder of the life.
type killedJob struct {
	name string
	args []string
}

func (k *killer) jobs() []killedJob {
	return []killedJob{
		{"ingest", []string{"ingest", "@../docs"}}, // on every second life a migration comes first
		{"snapshot", []string{"batch", "withdraw", "1", "--why", "a try", "--who", "w"}},
		{"snapshot again", []string{"batch", "withdraw", "1", "--undo", "--who", "w"}},
		{"rollup", []string{"rollup", "--year", "2023"}},
		{"export", []string{"export", "--out", "@parquet"}},
	}
}

// newKiller makes invented reports in a folder, and the command that is killed.
func newKiller(t *testing.T, dir string) *killer {
	t.Helper()
	number := func(name string, otherwise uint64) uint64 {
		n, err := strconv.ParseUint(os.Getenv(name), 10, 64)
		if err != nil {
			return otherwise
		}
		return n
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	k := &killer{
		t: t, dir: dir, seed: number("KILL_SEED", 1), kills: int(number("KILLS", 12)),
		took: map[string]time.Duration{}, ended: map[string][2]int{},
	}
	k.deadline = time.Now().Add(time.Duration(number("KILL_TIME", 15)) * time.Second)
	k.random = rand.New(rand.NewPCG(k.seed, 7))
	k.program = filepath.Join(k.dir, "gongkai") // testscript starts the program under this name
	if err := os.Symlink(self, k.program); err != nil {
		t.Fatal(err)
	}
	pages(t, filepath.Join(k.dir, "docs"), nation.Options{Reports: 16, Years: [2]int{2022, 2023}, Seed: 5, Formats: []string{"html"}})
	return k
}

func (k *killer) left() bool { return k.kills > 0 && time.Now().Before(k.deadline) }

// command returns the command of a job in a folder.
func (k *killer) command(folder string, job killedJob) *exec.Cmd {
	var args []string
	for _, a := range job.args {
		if name, ok := strings.CutPrefix(a, "@"); ok {
			a = filepath.Join(folder, name)
		}
		args = append(args, a)
	}
	cmd := exec.CommandContext(k.t.Context(), k.program, args...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "GONGKAI_INGEST_BATCH=4", "XDG_CONFIG_HOME="+folder)
	return cmd
}

// undisturbed does all jobs once, and returns the hashes of what it exports.
func (k *killer) undisturbed() map[string]string {
	k.t.Helper()
	folder := filepath.Join(k.dir, "undisturbed")
	if err := os.Mkdir(folder, 0o777); err != nil {
		k.t.Fatal(err)
	}
	for _, job := range k.jobs() {
		start := time.Now()
		k.finish(folder, job)
		k.took[job.name] = time.Since(start)
	}
	return hashes(k.t, filepath.Join(folder, "parquet"))
}

// kill starts a job and kills it at a random moment of the time that it takes.
func (k *killer) kill(folder string, job killedJob) {
	k.t.Helper()
	cmd := k.command(folder, job)
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	n := k.ended[job.name]
	select {
	case <-ended:
		n[1]++
	case <-time.After(time.Duration(k.random.Int64N(int64(k.took[job.name])))):
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			k.t.Fatal(err)
		}
		<-ended
		n[0]++
		k.kills--
	}
	k.ended[job.name] = n
}

// finish does a job whole.
func (k *killer) finish(folder string, job killedJob) {
	k.t.Helper()
	if out, err := k.command(folder, job).CombinedOutput(); err != nil {
		k.t.Fatalf("seed %d: %s, the run after the kills: %v\n%s", k.seed, job.name, err, out)
	}
}

// check opens the warehouse as it was left: what was committed is there, nothing by half, and readers and archive are whole. It
// returns the number of batches.
func (k *killer) check(folder string, committed int, after string) int {
	k.t.Helper()
	path := filepath.Join(folder, "gongkai.duckdb")
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		if committed > 0 {
			k.t.Fatalf("seed %d, after %s: the warehouse is gone", k.seed, after)
		}
		return 0
	}
	batches, documents := k.whole(path, false, after)
	if batches < committed {
		k.t.Fatalf("seed %d, after %s: %d batches, of %d that were committed", k.seed, after, batches, committed)
	}
	kept := archive.Open(path + ".archive")
	for _, sum := range documents {
		if _, err := kept.Get(sum); err != nil {
			k.t.Errorf("seed %d, after %s: a document of the warehouse: %v", k.seed, after, err)
		}
	}
	if current, err := snapshot.Current(path); err == nil {
		k.whole(current, true, after)
	}
	return batches
}

// whole holds that every batch of a file is there with all its rows, and returns their number and the documents.
func (k *killer) whole(path string, readOnly bool, after string) (batches int, documents []string) {
	k.t.Helper()
	open := warehouse.Create
	if readOnly {
		open = warehouse.Open
	}
	w, err := open(k.t.Context(), warehouse.Options{Path: path, ReadOnly: readOnly})
	if err != nil {
		k.t.Fatalf("seed %d, after %s: %v", k.seed, after, err)
	}
	defer w.Close()
	row := w.DB().QueryRowContext(k.t.Context(), `
		SELECT count(*), count(*) FILTER (WHERE
			b.reports <> (SELECT count(*) FROM report_version v WHERE v.batch_id = b.batch_id)
			OR b.cells <> (SELECT count(*) FROM cell c JOIN report_version v ON v.version_id = c.version_id WHERE v.batch_id = b.batch_id)
			OR b.documents > (SELECT count(*) FROM document_path p WHERE p.batch_id = b.batch_id)
			OR NOT EXISTS (SELECT 1 FROM run r WHERE r.run_id = b.run_id)),
			(SELECT count(*) FROM document WHERE batch_id NOT IN (SELECT batch_id FROM batch))
			+ (SELECT count(*) FROM judgement WHERE batch_id NOT IN (SELECT batch_id FROM batch))
			+ (SELECT count(*) FROM document_path WHERE batch_id NOT IN (SELECT batch_id FROM batch))
			+ (SELECT count(*) FROM report_version WHERE batch_id NOT IN (SELECT batch_id FROM batch))
			+ (SELECT count(*) FROM cell WHERE version_id NOT IN (SELECT version_id FROM report_version))
			+ (SELECT count(*) FROM finding WHERE version_id NOT IN (SELECT version_id FROM report_version))
			+ (SELECT count(*) FROM cell_subtotal WHERE version_id NOT IN (SELECT version_id FROM subtotal_version))
			+ (SELECT count(*) FROM subtotal_version WHERE version_id NOT IN (SELECT version_id FROM report_version))
			+ (SELECT count(*) - count(DISTINCT version_id) FROM subtotal_version)
			+ (SELECT count(*) - count(DISTINCT (version_id, indicator_id)) FROM cell_subtotal)
			+ (SELECT count(*) FROM release r WHERE r.reports <> (SELECT count(*) FROM release_input i WHERE i.release_id = r.release_id))
			+ (SELECT count(*) FROM release_input WHERE release_id NOT IN (SELECT release_id FROM release))
			+ (SELECT count(*) FROM release_total WHERE release_id NOT IN (SELECT release_id FROM release))
		FROM batch b`)
	var half, orphans int
	if err := row.Scan(&batches, &half, &orphans); err != nil {
		k.t.Fatal(err)
	}
	if half > 0 || orphans > 0 {
		k.t.Errorf("seed %d, after %s: %s: %d of %d batches are there by half, %d rows belong to none", k.seed, after, path, half, batches, orphans)
	}
	if documents, err = w.Documents(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
	return batches, documents
}

// olderWarehouse puts a warehouse of the schema before this one into a folder, with the first documents in it.
func (k *killer) olderWarehouse(folder string) {
	k.t.Helper()
	few := filepath.Join(folder, "few")
	if err := os.Mkdir(few, 0o777); err != nil {
		k.t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(k.dir, "docs", "*.html"))
	if err != nil || len(names) < 6 {
		k.t.Fatalf("%d documents, %v", len(names), err)
	}
	// The same paths as those that are ingested later, so that the undisturbed run and this one have the same documents.
	cmd := k.command(folder, killedJob{"ingest", append([]string{"ingest", "--warehouse", "new.duckdb"}, names[:6]...)})
	cmd.Env = append(cmd.Env, "GONGKAI_ARCHIVE_PATH="+filepath.Join(folder, "gongkai.duckdb.archive"))
	if out, err := cmd.CombinedOutput(); err != nil {
		k.t.Fatalf("%v\n%s", err, out)
	}
	w, err := warehouse.Create(k.t.Context(), warehouse.Options{Path: filepath.Join(folder, "new.duckdb")})
	if err != nil {
		k.t.Fatal(err)
	}
	defer w.Close()
	steps, err := filepath.Glob("../../warehouse/migrations/*.sql")
	if err != nil || len(steps) < 2 {
		k.t.Fatalf("%d migrations, %v", len(steps), err)
	}
	ledger, err := os.ReadFile("../../warehouse/schema_migration.sql")
	if err != nil {
		k.t.Fatal(err)
	}
	conn, err := w.DB().Conn(k.t.Context())
	if err != nil {
		k.t.Fatal(err)
	}
	defer conn.Close()
	run := func(text string, args ...any) {
		k.t.Helper()
		if _, err := conn.ExecContext(k.t.Context(), text, args...); err != nil {
			k.t.Fatalf("%v\n%s", err, text)
		}
	}
	run("ATTACH '" + filepath.Join(folder, "gongkai.duckdb") + "' AS older; USE older; " + string(ledger))
	for n, step := range steps[:len(steps)-1] {
		text, err := os.ReadFile(step)
		if err != nil {
			k.t.Fatal(err)
		}
		run(string(text))
		name := regexp.MustCompile(`\d+_(.*)\.sql`).FindStringSubmatch(step)[1]
		sum := sha256.Sum256(text)
		run("INSERT INTO schema_migration VALUES (?, ?, ?, now())", n+1, name, hex.EncodeToString(sum[:]))
	}
	rows, err := conn.QueryContext(k.t.Context(), `SELECT table_name, string_agg(column_name, ', ' ORDER BY column_index) FROM duckdb_columns()
		WHERE database_name = 'older' AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = 'older') AND table_name <> 'schema_migration'
		GROUP BY table_name`)
	if err != nil {
		k.t.Fatal(err)
	}
	defer rows.Close()
	var copies []string
	for rows.Next() {
		var table, columns string
		if err := rows.Scan(&table, &columns); err != nil {
			k.t.Fatal(err)
		}
		copies = append(copies, fmt.Sprintf("INSERT INTO older.main.%q (%s) SELECT %s FROM new.main.%q", table, columns, columns, table))
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil { // the statements below need the connection
		k.t.Fatal(err)
	}
	for _, text := range copies {
		run(text)
	}
	run("USE new; DETACH older")
}

// hashes returns the hash of every file in a folder.
func hashes(t *testing.T, folder string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		name, err := filepath.Rel(folder, path)
		out[name] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d files, %v", len(out), err)
	}
	return out
}
