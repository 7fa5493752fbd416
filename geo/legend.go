package geo

// Class is one step of a legend: the values v with From ≤ v < To, or ≤ To in the last class.
type Class struct {
	From  float64 `json:"from"`
	To    float64 `json:"to"`
	Label string  `json:"label"` // "6.2 to 7.5", "Hotspot"
	Count int     `json:"count"` // areas in it
}
