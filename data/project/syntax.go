package project

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	unquotedKey  = regexp.MustCompile(`^\s*([^="':\[\]{}#]+?)\s*[=:]`)
	colonKey     = regexp.MustCompile(`^\s*["']?[A-Za-z0-9_-]+["']?\s*:`)
	decimalComma = regexp.MustCompile(`=\s*[-+]?[0-9]+,[0-9]+\s*(#.*)?$`)
	aNumber      = regexp.MustCompile(`^[-+]?\.?[0-9]`)
	truth        = regexp.MustCompile(`(?i)^(true|yes|on|false|no|off)\b`)
)

// syntax says what is wrong with a line and what to write, for someone who has never heard of TOML. message is what the decoder says of
// it, column the character it stopped at, 1-based in bytes.
func syntax(line, message string, column int) (problem, remedy string) {
	at := min(max(column-1, 0), len(line))
	rest := strings.TrimSpace(line[at:])
	has := func(part string) bool { return strings.Contains(message, part) }
	switch {
	case !utf8.ValidString(line) || strings.ContainsRune(line, 0):
		return "is not text in UTF-8", `save the file as UTF-8: in Notepad "Save as", "Encoding"`
	case strings.ContainsAny(line, "“”„‘’"):
		return "has typographic quotation marks", `write straight ones: "text"`
	case has("already"):
		return "repeats what is above it", "remove one of the two, or begin another table above it, such as [[table]]"
	case has("table name"):
		return "is a heading without its closing brackets", "write [name] or [[name]] on a line of its own"
	case has("after key"):
		return keyWithoutValue(line)
	case has("start of key"):
		return "is no key with a value", notAKey(strings.TrimSpace(line))
	case has("start of value"), has("keyword"): // of true, false, inf and nan
		if strings.ContainsAny(line[:at], "[{") {
			rest = rest[:strings.IndexAny(rest+",", ",]}")]
		}
		return valueOf(rest)
	case has("new lines"), has("not terminated"):
		return "has a quotation mark that is not closed", "end the text with the mark that it begins with, on the same line"
	case has("escape"):
		return `has a backslash in quotation marks`, `write folders with /, as in "C:/data/file.csv"`
	case decimalComma.MatchString(line):
		return "has a decimal comma", "write a decimal point"
	case has("expected newline") && strings.HasPrefix(rest, ","):
		return "has several values", `write them as a list: ["a", "b"]`
	case has("expected newline") && strings.HasPrefix(rest, "%"):
		return "has a per cent sign", `write the number alone; a unit goes in quotation marks: unit = "%"`
	case has("expected newline"):
		return fmt.Sprintf("has something after its value, from %q on", shortened(rest)), "write one key a line, and # before a comment"
	case has("inline table"):
		return "has a table in braces that is not complete", "write { key = value, key = value }, with a comma between two and } at the end"
	case has("array"):
		return "has a list that is not complete", `write ["a", "b"], with a comma between two and ] at the end`
	case has("leading zero"):
		return "has a number that begins with 0", `write it without, or a code in quotation marks: "01"`
	case has("digit"), has("number"):
		return "has what looks like a number and is none", "write digits with one decimal point, such as 0.5"
	}
	return fmt.Sprintf("%s (character %d)", message, column), "write key = value, with text in quotation marks"
}

// keyWithoutValue is about a line whose key is not followed by an equals sign.
func keyWithoutValue(line string) (problem, remedy string) {
	switch key := unquotedKey.FindStringSubmatch(line); {
	case colonKey.MatchString(line):
		return "has a colon after the key", "write an equals sign: key = value"
	case key != nil:
		return fmt.Sprintf("has a key of other characters than letters, digits, _ and -: %q", key[1]), fmt.Sprintf("put it in quotation marks: %q = …", key[1])
	}
	return "is no key with a value", "write key = value, and # before a comment"
}

// notAKey says what to do about a line that begins as no line does.
func notAKey(line string) string {
	switch {
	case strings.HasPrefix(line, "<"):
		return "this is a web page or XML: name the project file"
	case strings.HasPrefix(line, "{"):
		return "this looks like JSON: write key = value, a key a line"
	}
	return "begin the line with a key, a [heading], or # for a comment"
}

// valueOf is about a value that begins as none does.
func valueOf(rest string) (problem, remedy string) {
	switch word := truth.FindString(rest); {
	case rest == "" || rest[0] == '#':
		return "has no value", "write one after the equals sign, or remove the line"
	case word != "" && strings.Contains("trueyeson", strings.ToLower(word)):
		return fmt.Sprintf("has the value %q", word), "write true, in small letters"
	case word != "":
		return fmt.Sprintf("has the value %q", word), "write false, in small letters"
	case aNumber.MatchString(rest):
		return "has a number without a digit before its point", "write 0.5 for .5"
	}
	text, _, _ := strings.Cut(rest, "#")
	return "has text without quotation marks", fmt.Sprintf("write %q", shortened(strings.Trim(text, " \t`'\"")))
}

// shortened keeps a remedy on one line.
func shortened(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
