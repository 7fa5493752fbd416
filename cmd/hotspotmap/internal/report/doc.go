// Package report writes down what became of a project's sources: what became of the rows of each, in what state every site
// ended, and everything that was noticed, with its remedy. It does so whether the build succeeded or not.
//
// There are two files with the same content: report.html to read, which needs nothing else, and report.csv to sort and to
// work through. A CSV cell never begins as a formula does.
package report
