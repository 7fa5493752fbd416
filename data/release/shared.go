package release

import "sync/atomic"

// shared is a release with a count of those who use it. It closes when the last lets go.
type shared struct {
	*Release
	users atomic.Int64
	done  func(error) // told what Close returned
	letGo func()      // ends one use
}

// share returns a release with one user: who calls it.
func share(r *Release, done func(error)) *shared {
	s := &shared{Release: r, done: done}
	s.letGo = s.release // made once, and not for every request
	s.users.Store(1)
	return s
}

// retain adds a user, unless the last has gone already.
func (s *shared) retain() bool {
	for {
		n := s.users.Load()
		if n == 0 {
			return false
		}
		if s.users.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

func (s *shared) release() {
	if s.users.Add(-1) == 0 {
		s.done(s.Close())
	}
}
