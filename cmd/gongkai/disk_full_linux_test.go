package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/internal/fault"
)

// TestDiskFull fills the disk up to a random rest before everything that writes, so that it is full at some moment of it. The
// program says so and fails, or had enough; nothing is there by half, and with room again the next run completes. FULL_DISK names a
// small disk that the test may fill: .ci/durability mounts one in memory.
func TestDiskFull(t *testing.T) {
	disk := os.Getenv("FULL_DISK")
	if disk == "" {
		t.Skip("needs a small disk that it may fill: make durability")
	}
	dir, err := os.MkdirTemp(disk, "full")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	k := newKiller(t, dir)
	empty := free(t, dir)
	want := k.undisturbed()
	needed := empty - free(t, dir)
	if err := os.RemoveAll(filepath.Join(dir, "undisturbed")); err != nil {
		t.Fatal(err)
	}
	for life := 0; k.left(); life++ {
		folder := filepath.Join(dir, fmt.Sprintf("life%d", life))
		if err := os.Mkdir(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		committed := 0
		for _, job := range k.jobs() {
			for range 2 {
				k.fill(folder, job, k.random.Int64N(needed))
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
	t.Logf("seed %d, %d bytes needed: %s", k.seed, needed, k.killed())
}

// fill does a job on a disk with so many bytes left, and makes room again.
func (k *killer) fill(folder string, job killedJob, rest int64) {
	k.t.Helper()
	ballast := filepath.Join(k.dir, "ballast")
	if size := free(k.t, k.dir) - rest; size > 0 {
		file, err := os.Create(ballast)
		if err == nil {
			err = errors.Join(syscall.Fallocate(int(file.Fd()), 0, 0, size), file.Close())
		}
		if err != nil {
			k.t.Fatal(err)
		}
	}
	out, err := k.command(folder, job).CombinedOutput()
	n := k.ended[job.name]
	if err == nil {
		n[1]++
	} else {
		n[0]++
		if text := strings.ToLower(string(out)); !strings.Contains(text, "space") && !strings.Contains(text, "disk") &&
			!strings.Contains(text, "could not write") && !strings.Contains(text, fault.ErrNoWarehouse.Error()) {
			k.t.Errorf("%s on a full disk says: %s", job.name, out)
		}
	}
	k.kills--
	k.ended[job.name] = n
	if err := os.Remove(ballast); err != nil && !errors.Is(err, os.ErrNotExist) {
		k.t.Fatal(err)
	}
}

// free returns how many bytes a disk has left.
func free(t *testing.T, dir string) int64 {
	t.Helper()
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	return int64(s.Bavail) * s.Bsize
}
