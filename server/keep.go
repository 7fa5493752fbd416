package server

import "sync"

// keepBytes bounds what is kept of bodies that are the same for everyone.
const keepBytes = 64 << 20

// keep remembers prepared bodies, so that a large one is hashed and compressed once a release and not once a visitor.
// When it is full it forgets everything: the bodies of an earlier release go the same way.
type keep struct {
	mu     sync.Mutex
	bodies map[string]*prepared
	bytes  int
}

// get returns the body of a key, which it makes when it has none. The key names the content: it begins with the release id.
func (k *keep) get(key string, build func() (body, error)) (*prepared, error) {
	k.mu.Lock()
	p, ok := k.bodies[key]
	k.mu.Unlock()
	if ok {
		return p, nil
	}
	b, err := build()
	if err != nil {
		return nil, err
	}
	p = newPrepared(b)
	k.mu.Lock()
	defer k.mu.Unlock()
	if made, ok := k.bodies[key]; ok {
		return made, nil // by another request in the meantime
	}
	if k.bodies == nil || k.bytes+len(b.Content) > keepBytes {
		k.bodies, k.bytes = map[string]*prepared{}, 0
	}
	k.bodies[key] = p
	k.bytes += len(b.Content)
	return p, nil
}
