package release

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// Holder keeps the current release open, and the one before it, so that a page that was opened a moment ago still gets the
// tiles it began with. It is safe for concurrent use.
type Holder struct {
	releases string
	log      *slog.Logger
	serving  atomic.Pointer[serving]

	mu     sync.Mutex // one refresh at a time; guards what follows
	status Status
	failed failure
}

// serving is what the holder serves at one moment.
type serving struct {
	current  *shared
	previous *shared // nil when there is none
}

// Status tells how the holder is doing.
type Status struct {
	Release   string    // id of the current release; empty when there is none
	CheckedAt time.Time // when releases/current was last looked at
	Problem   string    // why the release that current names is not the one served; empty when it is
}

// failure remembers a release that could not be opened, so that it is not verified anew every second.
type failure struct {
	id string
	at time.Time
}

// NewHolder returns a holder for a folder of releases. It has no release until [Holder.Refresh] finds one.
func NewHolder(releases string, log *slog.Logger) *Holder {
	return &Holder{releases: releases, log: log}
}

// Acquire returns the current release and the function that lets it go again; nil, and a function that does nothing, when there is none.
func (h *Holder) Acquire() (*Release, func()) { panic("skeleton") }

// Find is Acquire for the release of a short id: the current one or the one before it, nil when it is neither.
func (h *Holder) Find(short string) (*Release, func()) { panic("skeleton") }

// Refresh looks once at releases/current and takes up what it names. The error says why there is nothing to serve.
func (h *Holder) Refresh() error { panic("skeleton") }

// Watch refreshes every so often until the context ends.
func (h *Holder) Watch(ctx context.Context, every time.Duration) { panic("skeleton") }

// Status tells how the holder is doing.
func (h *Holder) Status() Status {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.status
}

// Close lets go of the releases; each closes once the last request that holds it is done.
func (h *Holder) Close() { panic("skeleton") }
