package server

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"hotspotmap/data/release"
)

// This file is all there is of echo: a later move away from it ends here.

const allowedMethods = "GET, HEAD, OPTIONS"

// compiled is a route with its pattern taken apart.
type compiled struct {
	route
	pattern pattern
}

// router makes one handler of a route table.
func (s *Server) router(routes []route) (http.Handler, error) {
	byPath := map[string][]compiled{}
	for _, rt := range routes {
		p, err := parsePattern(rt.Pattern)
		if err != nil {
			return nil, err
		}
		for _, other := range byPath[p.path] {
			if slices.Equal(other.pattern.suffixes, p.suffixes) {
				return nil, fmt.Errorf("routes %s and %s match the same paths", other.Pattern, rt.Pattern)
			}
		}
		byPath[p.path] = append(byPath[p.path], compiled{rt, p})
	}
	e := echo.New()
	e.IPExtractor = echo.ExtractIPDirect() // the default believes any X-Forwarded-For
	e.HTTPErrorHandler = s.unrouted
	for path, candidates := range byPath {
		slices.SortStableFunc(candidates, func(a, b compiled) int {
			return cmp.Compare(b.pattern.specificity(), a.pattern.specificity())
		})
		handle := s.adapt(candidates)
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodOptions} {
			e.Add(method, path, handle)
		}
	}
	return e, nil
}

// adapt makes an echo handler of the routes that share a path.
func (s *Server) adapt(candidates []compiled) echo.HandlerFunc {
	return func(c echo.Context) error {
		w, r := c.Response(), c.Request()
		for _, candidate := range candidates {
			values, ok := candidate.pattern.match(c.ParamValues())
			if !ok {
				continue
			}
			for i, name := range candidate.pattern.names {
				r.SetPathValue(name, values[i])
			}
			noteOf(r).route = candidate.Pattern
			s.serve(w, r, candidate.route)
			return nil
		}
		return echo.ErrNotFound
	}
}

// unrouted answers where no route matches.
func (s *Server) unrouted(err error, c echo.Context) {
	w, r := c.Response(), c.Request()
	if errors.Is(err, echo.ErrMethodNotAllowed) {
		w.Header().Set("Allow", allowedMethods)
		s.writeProblem(w, r, &Problem{
			Status: http.StatusMethodNotAllowed, Title: "Method not allowed",
			Detail: "This address can only be read.", Hint: "Use GET or HEAD.",
		})
		return
	}
	s.writeProblem(w, r, notFound("Start from the map, or from /api/openapi.json.", "There is nothing at this address."))
}

// serve answers one request by one route.
func (s *Server) serve(w *echo.Response, r *http.Request, rt route) {
	defer func() {
		if cause := recover(); cause != nil {
			s.answerPanic(w, r, rt.Pattern, cause, w.Committed)
		}
	}()
	if r.Method == http.MethodOptions {
		options(w, r)
		return
	}
	err := s.answer(w, r, rt)
	if err == nil {
		return
	}
	if w.Committed {
		s.logCutShort(rt.Pattern, err)
		return
	}
	var problem *Problem
	if !errors.As(err, &problem) {
		problem = internalError(err)
	}
	if problem.cause != nil {
		s.log.Error("fault", "route", rt.Pattern, "error", problem.cause)
	}
	s.writeProblem(w, r, problem)
}

// answerPanic answers for a route that panicked, and logs why.
func (s *Server) answerPanic(w http.ResponseWriter, r *http.Request, pattern string, cause any, committed bool) {
	s.log.Error("panic", "route", pattern, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
	if committed {
		panic(http.ErrAbortHandler) // too late for a status: cut the answer off so that it is not taken for whole
	}
	s.writeProblem(w, r, internalError(fmt.Errorf("panic: %v", cause)))
}

// logCutShort logs that the client went, or that what is served could not be read to its end.
func (s *Server) logCutShort(pattern string, err error) {
	s.log.Warn("answer cut short", "route", pattern, "error", err)
}

// options answers a preflight, or anyone who asks what may be done here.
func options(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Allow", allowedMethods)
	if classOf(r.URL.Path) == classData {
		h.Set("Access-Control-Allow-Methods", allowedMethods)
		h.Set("Access-Control-Allow-Headers", "*")
		h.Set("Access-Control-Max-Age", "86400")
	}
	w.WriteHeader(http.StatusNoContent)
}

// answer checks the query, takes hold of the release and calls the handler.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, rt route) error {
	if err := checkQuery(r, rt.Query); err != nil {
		return err
	}
	if rt.NoRelease {
		return rt.Handle(w, r, nil)
	}
	rel, letGo, err := s.acquire(r)
	if err != nil {
		return err
	}
	defer letGo()
	noteOf(r).release = rel.Short()
	if !rt.Unread {
		if err := ready(rel); err != nil {
			return err
		}
	}
	err = rt.Handle(w, r, rel)
	if errors.Is(err, fs.ErrNotExist) { // the folder was removed meanwhile: only what is open or was read is still to be had
		return notServed(rel.Short())
	}
	return err
}

// notServed says that a release is not to be had here.
func notServed(short string) *Problem {
	return notFound("Ask /tiles.json or /api/v1/map for the release that is served now.",
		"Release %.20q is not served here, or no longer.", short)
}

// ready waits until a release has been read. When it cannot be, it is soon given up for another.
func ready(rel *release.Release) error {
	if rel.Ready() != nil { // logged by who takes it up
		return opening()
	}
	return nil
}

// opening says that there will be something to serve.
func opening() *Problem {
	return &Problem{
		Status: http.StatusServiceUnavailable, Title: "The map is being opened", Detail: "A release is being verified and read.",
		Hint: "Try again in a moment. /readyz says more.",
	}
}

// acquire takes hold of the release that the path names, or of the current one.
func (s *Server) acquire(r *http.Request) (*release.Release, func(), error) {
	if short := r.PathValue("release"); short != "" {
		rel, letGo := s.releases.Find(short)
		if rel == nil {
			return nil, nil, notServed(short)
		}
		return rel, letGo, nil
	}
	rel, letGo := s.releases.Acquire()
	if rel == nil && s.releases.Status().Opening {
		return nil, nil, opening()
	}
	if rel == nil {
		return nil, nil, &Problem{
			Status: http.StatusServiceUnavailable, Title: "No map yet", Detail: "No release has been built, or none can be read.",
			Hint: "Run hotspotmap build; the server takes it up by itself. /readyz says more.",
		}
	}
	return rel, letGo, nil
}

// checkQuery refuses parameters that a route does not know: a misspelt one would otherwise be ignored in silence, and an
// invented one would fill caches with copies.
func checkQuery(r *http.Request, known []string) error {
	if known == nil || r.URL.RawQuery == "" {
		return nil
	}
	hint := "This address takes no query."
	if len(known) > 0 {
		hint = "Known here: " + strings.Join(known, ", ") + "."
	}
	for name, values := range r.URL.Query() {
		if !slices.Contains(known, name) {
			return badRequest(hint, "Unknown query parameter %.40q.", name)
		}
		if len(values) > 1 {
			return badRequest("Give each parameter once.", "Query parameter %q is given %d times.", name, len(values))
		}
	}
	return nil
}
