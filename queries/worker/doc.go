// Package worker runs what may have to be killed in processes of its own: a few copies of the program wait for requests, each answers one
// at a time, and one that does not stop, or takes too much memory, is killed and replaced. Who waits for another answer does not notice.
//
// The invariant: Ask returns within Grace of the end of its context, whatever the worker does, and no worker outlives the process that
// started it,
// since it ends when its standard input does. What a request asks and what an answer holds is the caller's: the bytes of an answer are
// handed over as they come.
//
//	pool := worker.New(worker.Options{Command: command, Count: 2, Memory: 2 << 30, Grace: time.Second})
//	defer pool.Close()
//	rows, err := pool.Ask(ctx, request, os.Stdout) // in the other process: worker.Serve(ctx, os.Stdin, os.Stdout, answer)
package worker
