package access

// Kind is a kind of site and what to call it in a sentence.
type Kind struct {
	Kind     string // "library"
	Singular string // "library", "free Wi-Fi site"
}
