package server

import "strings"

// class is what kind of path a request is for. It decides headers and the form of errors, also where no route matches.
type class int

const (
	classPage   class = iota // HTML for people
	classEmbed               // HTML for people, inside other sites
	classData                // for programs, from any origin
	classAsset               // scripts and styles
	classHealth              // for whoever runs the server
	classCount
)

// classes lists the beginnings of paths that are not pages.
var classes = []struct {
	prefix string
	class  class
}{
	{"/embed/", classEmbed},
	{"/oembed", classData},
	{"/api/", classData},
	{"/tiles/", classData},
	{"/tiles.json", classData},
	{"/releases/", classData},
	{"/areas.sqlite", classData},
	{"/assets/", classAsset},
	{"/livez", classHealth},
	{"/readyz", classHealth},
}

func classOf(path string) class {
	for _, c := range classes {
		if strings.HasPrefix(path, c.prefix) {
			return c.class
		}
	}
	return classPage
}
