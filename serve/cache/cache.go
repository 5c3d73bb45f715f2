// Package cache keeps answers that were made, the latest used up to a size. An answer depends on its key alone, which names the snapshot it
// was made from: what is no longer asked for falls out by itself, and nothing is ever out of date.
package cache

import (
	"container/list"
	"sync"
)

// Cache keeps answers of a type. It can be used by several goroutines.
type Cache[V any] struct {
	most   int64 // bytes
	sizeOf func(V) int64

	mu         sync.Mutex
	size       int64
	order      *list.List // the latest used in front
	at         map[string]*list.Element
	hits, miss uint64
}

type entry[V any] struct {
	key   string
	value V
	size  int64
}

// New returns an empty cache of at most so many bytes.
func New[V any](most int64, sizeOf func(V) int64) *Cache[V] {
	return &Cache[V]{most: most, sizeOf: sizeOf, order: list.New(), at: map[string]*list.Element{}}
}

// Get returns what is kept under a key, and false where nothing is.
func (c *Cache[V]) Get(key string) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.at[key]
	if !ok {
		c.miss++
		return value, false
	}
	c.hits++
	c.order.MoveToFront(e)
	return e.Value.(*entry[V]).value, true
}

// Put keeps a value under a key. One that is larger than an eighth of the cache is not kept: it would push out many others.
func (c *Cache[V]) Put(key string, value V) {
	size := c.sizeOf(value) + int64(len(key))
	if size > c.most/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.at[key]; ok {
		c.remove(e)
	}
	c.at[key] = c.order.PushFront(&entry[V]{key, value, size})
	for c.size += size; c.size > c.most; {
		c.remove(c.order.Back())
	}
}

func (c *Cache[V]) remove(e *list.Element) {
	gone := c.order.Remove(e).(*entry[V])
	delete(c.at, gone.key)
	c.size -= gone.size
}

// Count returns how often something was asked for and was there, or was not, and how many bytes are kept.
func (c *Cache[V]) Count() (hits, misses uint64, size int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.hits, c.miss, c.size
}
