package release

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"hotspotmap/tiles/pmtiles"
)

// retryAfter is how long a release that could not be opened is left alone before it is tried again.
const retryAfter = 30 * time.Second

// Holder keeps the current release open, and the one before it, so that a page opened a moment ago still gets the tiles
// it began with. It is safe for concurrent use.
type Holder struct {
	releases string
	log      *slog.Logger
	shelf    *pmtiles.Shelf // tiles lately read of whichever releases
	serving  atomic.Pointer[serving]
	status   atomic.Pointer[Status] // changed by who holds mu; see update

	mu     sync.Mutex // one refresh at a time, which may take long; guards what follows
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
	Opening   bool      // there is none yet: one is being looked for, verified or read
	CheckedAt time.Time // when releases/current was last looked at
	Problem   string    // why what is served is not what current names; empty when it is
}

// failure remembers a release that could not be opened, so that it is not read anew every second.
type failure struct {
	id string
	at time.Time
	error
}

// NewHolder returns a holder for a folder of releases. It has no release until [Holder.Refresh] finds one.
func NewHolder(releases string, log *slog.Logger) *Holder {
	h := &Holder{releases: releases, log: log, shelf: pmtiles.NewShelf()}
	h.serving.Store(&serving{})
	h.status.Store(&Status{Opening: true})
	return h
}

// Acquire returns the current release and the function that lets it go again, to be called once, or nil and a function that does
// nothing.
func (h *Holder) Acquire() (*Release, func()) {
	return h.acquire(func(s *serving) *shared { return s.current })
}

// Find is [Holder.Acquire] for the release of a short id: the current one or the one before it; nil when it is neither.
func (h *Holder) Find(short string) (*Release, func()) {
	return h.acquire(func(s *serving) *shared {
		for _, candidate := range []*shared{s.current, s.previous} {
			if candidate != nil && candidate.Short() == short {
				return candidate
			}
		}
		return nil
	})
}

// acquire retains the chosen release. When it closed between being seen and being retained, another has taken its
// place, so it looks again.
func (h *Holder) acquire(choose func(*serving) *shared) (*Release, func()) {
	for {
		chosen := choose(h.serving.Load())
		if chosen == nil {
			return nil, func() {}
		}
		if chosen.retain() {
			return chosen.Release, chosen.letGo
		}
	}
}

// Watch refreshes every so often until the context ends.
func (h *Holder) Watch(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			_ = h.Refresh() // told by Status, and logged when it changes
		}
	}
}

// Refresh looks once at releases/current and takes up what it names. When that cannot be opened, the release that was
// served stays, or at the start the newest intact one of the history. The error says why there is nothing to serve.
func (h *Holder) Refresh() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	err := h.refresh()
	problem := ""
	if err != nil {
		problem = err.Error()
	}
	if status := h.Status(); problem != "" && problem != status.Problem {
		h.log.Error("the current release cannot be served", "problem", problem, "serving", Short(status.Release))
	}
	h.update(func(s *Status) { s.Problem, s.CheckedAt, s.Opening = problem, time.Now(), false })
	if h.serving.Load().current != nil {
		return nil
	}
	return err
}

func (h *Holder) refresh() error {
	id, err := Current(h.releases)
	if err == nil {
		if err = h.take(id); err == nil {
			return nil
		}
	}
	if h.serving.Load().current != nil {
		return err
	}
	history, historyErr := History(h.releases)
	for _, earlier := range history {
		if h.take(earlier) == nil {
			break
		}
	}
	return errors.Join(err, historyErr)
}

// take opens a release and serves it, unless it is the one being served.
func (h *Holder) take(id string) error {
	if id == h.Status().Release {
		return nil
	}
	if id == h.failed.id && time.Since(h.failed.at) < retryAfter {
		return h.failed.error
	}
	h.update(func(s *Status) { s.Opening = s.Release == "" })
	r, err := openTiles(h.releases, id)
	if err == nil {
		r.keepTilesOn(h.shelf)
		err = h.serve(share(r, h.closed))
	}
	if err != nil {
		h.failed = failure{id: id, at: time.Now(), error: err}
		return err
	}
	h.update(func(s *Status) { s.Release, s.Opening = id, false })
	h.log.Info("serving release", "release", r.Short(), "title", r.manifest.Title)
	return nil
}

// serve makes a release current once all of it has been read. When there is nothing to serve until then its tiles are served
// meanwhile, and requests for more wait.
func (h *Holder) serve(next *shared) error {
	before := h.serving.Load()
	after := &serving{current: next, previous: before.current}
	if before.current == nil {
		h.serving.Store(after)
	}
	if err := next.Ready(); err != nil {
		h.serving.Store(before)
		next.letGo()
		return err
	}
	h.serving.Store(after)
	if before.previous != nil {
		before.previous.letGo()
	}
	debug.FreeOSMemory() // reading leaves behind as much again as is kept
	return nil
}

// closed logs a release that did not close well, which is nobody's request.
func (h *Holder) closed(err error) {
	if err != nil {
		h.log.Warn("closing a release", "error", err)
	}
}

// Status tells how the holder is doing, at once.
func (h *Holder) Status() Status { return *h.status.Load() }

// update changes the status for those who ask from now on.
func (h *Holder) update(change func(*Status)) {
	status := h.Status()
	change(&status)
	h.status.Store(&status)
}

// Close lets go of the releases; each closes once the last request that holds it is done.
func (h *Holder) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	old := h.serving.Swap(&serving{})
	h.update(func(s *Status) { s.Release = "" })
	for _, s := range []*shared{old.current, old.previous} {
		if s != nil {
			s.letGo()
		}
	}
}
