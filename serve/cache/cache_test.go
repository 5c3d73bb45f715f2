package cache

import (
	"strings"
	"testing"
)

func TestCacheKeepsTheLatestUsed(t *testing.T) {
	t.Parallel()
	c := New(100, func(s string) int64 { return int64(len(s)) })
	for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"} { // 11 bytes each: nine fit
		c.Put(key, strings.Repeat(key, 10))
	}
	if _, ok := c.Get("a"); !ok {
		t.Fatal("a is gone, and fits")
	}
	c.Put("j", strings.Repeat("j", 10))
	if _, ok := c.Get("b"); ok {
		t.Error("b is there, and was used longest ago")
	}
	if v, ok := c.Get("a"); !ok || v != "aaaaaaaaaa" {
		t.Errorf("a: %q, %v; it was used after b", v, ok)
	}
	c.Put("large", strings.Repeat("x", 13))
	if _, ok := c.Get("large"); ok {
		t.Error("more than an eighth is kept")
	}
	c.Put("a", "short")
	if v, _ := c.Get("a"); v != "short" {
		t.Errorf("a: %q, want the later value", v)
	}
	if hits, misses, size := c.Count(); hits != 3 || misses != 2 || size != 9*11-5 {
		t.Errorf("%d hits, %d misses, %d bytes", hits, misses, size)
	}
}
