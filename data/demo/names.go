package demo

// wardNames are invented; the first go to the wards nearest the centre.
var wardNames = []string{
	"Old Market", "Tanner's Row", "Quayside", "Millbrook", "St Osyn's", "Foundry Hill", "Weaverfield", "Candlegate",
	"Harbour Reach", "Lindenholt", "Priors Wick", "Eastmere", "Copper Lane", "Brackenfold", "Ropewalk", "Thornaby Moor",
	"Ashgarth", "Saltmarsh", "Larkhanger", "Wexcombe", "Northolme", "Heronsway", "Fallowdene", "Gallows Cross",
}

var streetNames = []string{
	"Kiln", "Orchard", "Chapel", "Wherry", "Cooper", "Linden", "Starling", "Meadow", "Granary", "Victoria", "Bridge", "Hazel",
	"Lantern", "Mercer", "Falcon", "Rowan", "Anchor", "Quarry", "Station", "Heath", "Bell", "Garden", "Saddler", "Beacon",
}

var streetKinds = []string{"Road", "Street", "Lane", "Avenue", "Close", "Way", "Terrace", "Row"}
