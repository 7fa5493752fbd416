package build

// Kind is the type of a field.
type Kind uint8

const (
	String Kind = iota
	Number
)

// Field is one attribute of every area, in aid order.
type Field struct {
	Name     string
	Kind     Kind
	Strings  []string  // when String; "" = absent
	Numbers  []float64 // when Number; NaN = absent
	Decimals int       // of Numbers: 0 writes whole numbers
}

// Attributes are the fields joined to the areas of a level.
type Attributes struct {
	Fields []Field
}
