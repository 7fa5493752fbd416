// Package table reads tables of figures, lookups, postcodes and sites.
package table
