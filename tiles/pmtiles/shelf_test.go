package pmtiles

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"testing"
)

// counted is an archive in memory that counts how often it is read.
type counted struct {
	*bytes.Reader
	reads atomic.Int64
}

func (c *counted) ReadAt(p []byte, offset int64) (int, error) {
	c.reads.Add(1)
	return c.Reader.ReadAt(p, offset)
}

// oneTile is an archive of tile 0/0/0 with a content that is not read as gzip.
func oneTile(t *testing.T, content []byte) (*Reader, *counted) {
	t.Helper()
	file := archive(directory(entry{length: uint32(len(content)), run: 1}), nil, string(content), nil)
	source := &counted{Reader: bytes.NewReader(file)}
	r, err := NewReader(source, int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return r, source
}

// TestSizesOnShelf reads contents of several sizes twice.
func TestSizesOnShelf(t *testing.T) {
	shelf := NewShelf()
	for _, test := range []struct {
		bytes int
		kept  bool
	}{
		{1, true}, {smallContentBytes, true}, {smallContentBytes + 1, false}, {largeContentBytes - 1, false},
		{largeContentBytes, true}, {blockBytes, true}, {blockBytes + 1, false},
	} {
		want := bytes.Repeat([]byte{byte(test.bytes)}, test.bytes)
		r, source := oneTile(t, want)
		r.KeepOn(shelf)
		content := Content{r, 0}
		var buffer []byte
		for range 2 {
			source.reads.Store(0)
			if got, err := content.Read(&buffer); err != nil || !bytes.Equal(got, want) {
				t.Errorf("%d bytes: %d were read, %v", test.bytes, len(got), err)
			}
		}
		if kept := source.reads.Load() == 0; kept != test.kept {
			t.Errorf("%d bytes: kept is %v", test.bytes, kept)
		}
	}
	r, source := oneTile(t, []byte("x"))
	for range 2 {
		if _, err := (Content{r, 0}).Read(new([]byte)); err != nil {
			t.Error(err)
		}
	}
	if source.reads.Load() < 4 { // two of them were for the directory
		t.Error("a reader without a shelf keeps contents")
	}
}

// failing is an archive that cannot be read any more.
type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestWhatCannotBeReadIsNotKept(t *testing.T) {
	r, source := oneTile(t, []byte("x"))
	r.KeepOn(NewShelf())
	content := Content{r, 0}
	r.source = failing{}
	if _, err := content.Read(new([]byte)); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v", err)
	}
	r.source = source
	if got, err := content.Read(new([]byte)); err != nil || string(got) != "x" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestOldestBlockGoes fills blocks with contents of a third of one.
func TestOldestBlockGoes(t *testing.T) {
	const third = blockBytes / 3
	b := blocks{most: 2}
	slots := make([]slot, 9)
	var first []byte
	for i := range slots {
		b.put(&slots[i], bytes.Repeat([]byte{byte(i)}, third))
		if i == 0 {
			first = b.get(&slots[0], third)
		}
		held := b.held.Load().blocks
		if blocks := min(i/3+1, 2); len(held) != blocks {
			t.Errorf("after %d contents there are %d blocks, want %d", i+1, len(held), blocks)
		}
		for j := range slots {
			got := b.get(&slots[j], third)
			if kept := j <= i && j/3 > i/3-2; kept != (got != nil) {
				t.Errorf("after %d contents, %d is kept: %v", i+1, j, got != nil)
			} else if kept && (got[0] != byte(j) || got[third-1] != byte(j)) {
				t.Errorf("after %d contents, %d is another", i+1, j)
			}
		}
	}
	if first[0] != 0 || first[third-1] != 0 {
		t.Error("a content changed while it was in use")
	}
	b.put(&slots[0], bytes.Repeat([]byte{9}, third))
	if got := b.get(&slots[0], third); got == nil || got[0] != 9 {
		t.Error("what went cannot be kept again")
	}
	used := b.used
	b.put(&slots[0], bytes.Repeat([]byte{9}, third))
	if b.used != used {
		t.Error("a content is kept twice")
	}
}

// TestShelfOfManyReaders reads many archives at once, which push each other's contents off a shelf that has too little room.
func TestShelfOfManyReaders(t *testing.T) {
	shelf := NewShelf()
	shelf.large.most = 2
	var contents []Content
	var sums [][sha256.Size]byte
	for i := range 60 {
		r, _ := oneTile(t, bytes.Repeat([]byte{byte(i)}, largeContentBytes+i))
		r.KeepOn(shelf)
		contents = append(contents, Content{r, 0})
		sums = append(sums, sha256.Sum256(bytes.Repeat([]byte{byte(i)}, largeContentBytes+i)))
	}
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			var buffer []byte
			for step := range 600 {
				i := (step*7 + worker*11) % len(contents)
				content, err := contents[i].Read(&buffer)
				sum, sumErr := contents[i].SHA256()
				if err != nil || sumErr != nil || sha256.Sum256(content) != sums[i] || sum != sums[i] {
					t.Errorf("content %d: %d bytes, %v, %v", i, len(content), err, sumErr)
				}
			}
		})
	}
	all.Wait()
	if held := len(shelf.large.held.Load().blocks); held != 2 {
		t.Errorf("%d blocks are held, of 2", held)
	}
}
