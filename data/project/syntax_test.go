package project

import (
	"strings"
	"testing"
)

// What is no TOML is told as it is written, with what to write instead.
func TestSyntax(t *testing.T) {
	for line, want := range map[string]string{
		"title = Digital":            `has text without quotation marks: title = Digital — write "Digital"`,
		"file = income.csv":          `has text without quotation marks: file = income.csv — write "income.csv"`,
		"title = `a` # why":          "has text without quotation marks: title = `a` # why — write \"a\"",
		"kinds = [wifi, library]":    `has text without quotation marks: kinds = [wifi, library] — write "wifi"`,
		"title = “Digital”":          `has typographic quotation marks: title = “Digital” — write straight ones: "text"`,
		`title = "a`:                 `has a quotation mark that is not closed: title = "a — end the text with the mark that it begins with, on the same line`,
		`title = 'a`:                 `has a quotation mark that is not closed: title = 'a — end the text with the mark that it begins with, on the same line`,
		`title = """a`:               `has a quotation mark that is not closed: title = """a — end the text with the mark that it begins with, on the same line`,
		`title = "a" b`:              `has something after its value, from "b" on: title = "a" b — write one key a line, and # before a comment`,
		`title: "a"`:                 `has a colon after the key: title: "a" — write an equals sign: key = value`,
		"title":                      `is no key with a value: title — write key = value, and # before a comment`,
		"title =":                    `has no value: title = — write one after the equals sign, or remove the line`,
		`metres = 800, 1600`:         `has several values: metres = 800, 1600 — write them as a list: ["a", "b"]`,
		"metres = [800 1600]":        `has a list that is not complete: metres = [800 1600] — write ["a", "b"], with a comma between two and ] at the end`,
		"metres = [800,":             `has a list that is not complete: metres = [800, — write ["a", "b"], with a comma between two and ] at the end`,
		"closed = { column = 'a'":    `has a table in braces that is not complete: closed = { column = 'a' — write { key = value, key = value }, with a comma between two and } at the end`,
		"hotspot = True":             `has the value "True": hotspot = True — write true, in small letters`,
		"hotspot = NO":               `has the value "NO": hotspot = NO — write false, in small letters`,
		"detour = 1,3":               `has a decimal comma: detour = 1,3 — write a decimal point`,
		"detour = .5":                `has a number without a digit before its point: detour = .5 — write 0.5 for .5`,
		"detour = 5.":                `has what looks like a number and is none: detour = 5. — write digits with one decimal point, such as 0.5`,
		"weight = 01":                `has a number that begins with 0: weight = 01 — write it without, or a code in quotation marks: "01"`,
		"weight = 50%":               `has a per cent sign: weight = 50% — write the number alone; a unit goes in quotation marks: unit = "%"`,
		"file = \"C:\\data\\x.csv\"": `has a backslash in quotation marks: file = "C:\data\x.csv" — write folders with /, as in "C:/data/file.csv"`,
		"[[geography]":               `is a heading without its closing brackets: [[geography] — write [name] or [[name]] on a line of its own`,
		"]":                          `is no key with a value: ] — begin the line with a key, a [heading], or # for a comment`,
		"free wi-fi = 1":             `has a key of other characters than letters, digits, _ and -: "free wi-fi": free wi-fi = 1 — put it in quotation marks: "free wi-fi" = …`,
		"<html>":                     `is no key with a value: <html> — this is a web page or XML: name the project file`,
		"{":                          `is no key with a value: { — this looks like JSON: write key = value, a key a line`,
		"\xff\xfet\x00":              "is not text in UTF-8: \ufffdt\x00 — save the file as UTF-8: in Notepad \"Save as\", \"Encoding\"",
		"title = \"\x01\"":           "basic strings cannot have control characters (character 10): title = \"\x01\" — write key = value, with text in quotation marks",
	} {
		_, err := parse("p.toml", []byte("format = 1\n"+line+"\n"))
		got, _, _ := strings.Cut(err.Error(), "\n")
		if want = "p.toml:2: this line " + want; got != want {
			t.Errorf("\n got %s\nwant %s", got, want)
		}
	}
}
