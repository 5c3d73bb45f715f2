// Package job does the work that the commands ask for, and that the schedule does by itself: it reads documents into the warehouse, shows
// readers what changed, freezes releases, and reads documents again to prove what is stored. It is the only place where ingest and
// warehouse meet, and it knows no flags, no streams and no language: each job is a function of a context and its options that returns a
// summary.
//
// The invariant: a job that fails leaves what was committed before it, and the next run goes on from there. Whatever changed the
// warehouse is published, also where a run that was killed changed it; so a job that finds nothing to do still publishes.
//
// What a person asked for and cannot have is a *fault.Cause, which names the problem and what it is about; the words are the caller's. A
// document that gives no report is no error: it is listed with its reason.
//
//	store := job.Store{Path: "gongkai.duckdb", Now: time.Now}
//	summary, err := job.Ingest(ctx, job.IngestOptions{Store: store, Input: job.Input{Paths: []string{"reports"}}, Batch: 1000})
package job
