// Package static holds what a browser is sent: the page templates (pages), the style sheet and scripts that esbuild
// bundled into dist.
//
// # Words
//
// An asset is a file of dist. Its logical name is the base name of its entry point ("main.js", "worker.js",
// "main.css"); its served name carries a hash of its content, so that it may be cached for ever.
//
// # The DOM that scripts may rely on
//
// The server writes every word; a script draws the map, moves focus and swaps whole server-rendered elements by id.
// main.js is loaded as a module, so it runs when the document has been read.
//
//	html[data-release]         the release, 16 hex digits
//	script#map-config          JSON: see server/page_config.go for every key
//	body.home, body.embed      which page; other pages carry no map and no script
//	.view                      the positioned box that holds #layer-form, .canvas, #legend, .credit
//	.canvas > #map             empty; fills .canvas; lies over #map-picture and lets clicks through while it is :empty
//	.canvas > #map-picture     the server-drawn SVG: not shown once html has the class has-map; it is what prints, so swap it too
//	.canvas > #map-help        how to use the map by keyboard: aria-describedby of #map; hidden until a script shows it
//	.view > .credit            the attribution: turn Leaflet's own control off
//	#layer-form                GET form: select[name=layer], input[type=checkbox][name=kinds], .submit (hide it by script),
//	                           input[type=hidden][name=kinds][value=""] so that "no kinds" differs from "default kinds",
//	                           and a hidden input for area when one is selected
//	#legend[data-layer]        li[data-kind], and for each geography of the tiles a [data-level] with li[data-class="0".."4"] one a
//	                           class (0 = lowest), li[data-no-data], li[data-hotspot]: show that of the zoom. The one with
//	                           data-pictured is the picture's, and prints
//	#summary                   the sentence about the layer
//	#panel                     article.sheet[data-area] when an area is selected, else section.targets
//	#table                     the table section; its sort and page links keep the rest of the URL
//	#search-form               GET /search, input[name=q]; #search-error for a message beside it (role=alert, empty)
//	#status                    role=status, empty: one sentence an action
//	a[data-area], a[data-site] select on the map instead of leaving the page; a[data-close] clears the selection
//
// Fragments: /areas/{code}?fragment=1 is article.sheet alone, with its heading at level 2; /?…&fragment=1 is <title>,
// #summary, #legend, #table and #map-picture. On a wide screen the legend covers the map's lower left corner.
//
// # Invariants
//
//   - No inline style and no inline script anywhere: colours in markup are SVG presentation attributes.
//   - No request leaves for another origin, and the style sheet asks for no image.
//   - Every svg is either named by its title or hidden from assistive technology.
package static
