package geo

import "fmt"

// Issues collects what is noticed in one file. Of a kind that occurs often it keeps the first few and counts the rest, so that
// one bad column does not bury the others; nothing goes uncounted. The zero value with a File is ready to use.
type Issues struct {
	File   string // filled in for each issue
	issues []Issue
	kinds  []issueKind
	at     map[string]int // kind → position in kinds
}

type issueKind struct {
	count int
	last  Issue
}

const keptOfAKind = 10

// Add adds an issue of a kind; the kind's name is not shown.
func (l *Issues) Add(kind string, issue Issue) {
	if l.at == nil {
		l.at = map[string]int{}
	}
	i, ok := l.at[kind]
	if !ok {
		i = len(l.kinds)
		l.at[kind], l.kinds = i, append(l.kinds, issueKind{})
	}
	issue.File = l.File
	k := &l.kinds[i]
	k.count, k.last = k.count+1, issue
	if k.count <= keptOfAKind {
		l.issues = append(l.issues, issue)
	}
}

// All returns the issues in the order they were added, then one more for each kind that was cut short.
func (l *Issues) All() []Issue {
	all := l.issues[:len(l.issues):len(l.issues)]
	for _, k := range l.kinds {
		if more := k.count - keptOfAKind; more > 0 {
			issue := k.last
			issue.Rows = more
			issue.Problem = fmt.Sprintf("and %d more like it, this the last: %s", more, issue.Problem)
			all = append(all, issue)
		}
	}
	return all
}
