package main

import (
	"hotspotmap/data/table"
	"hotspotmap/geo"
)

// Codes of the vintages that the tables are about.
var (
	lsoa11           = codesFrom("national/lsoa11_ew_bsc_wgs84.geojson.gz", "LSOA11CD")
	lsoa21           = codesFrom("national/lsoa21_ew_bsc_wgs84.geojson.gz", "LSOA21CD")
	lsoa21Manchester = codesFrom("greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson", "area_code")
	wardsManchester  = codesFrom("greater_manchester/ward_2023_gm_ward_generalised.geojson", "area_code")
	authorities      = codesFrom("national/lad24_uk_wgs84.geojson.gz", "LAD24CD")
)

// unplaced is why lists of sites by postcode are refused: the data hold no postcodes of Leeds, Stoke and most of Greater Manchester.
const (
	unplaced    = "is not in the postcode file"
	noPostcodes = "NS-SeC tables per LSOA nationally; ONSPD"
)

// councilLibraries reads the list that each council publishes in the same 31 columns.
var councilLibraries = table.SitesSpec{Name: "Library name", Postcode: "Postcode", ClosedColumn: "Year closed", Hours: []string{
	"Monday staffed hours", "Tuesday staffed hours", "Wednesday staffed hours", "Thursday staffed hours", "Friday staffed hours",
	"Saturday staffed hours", "Sunday staffed hours"}}

// realFiles says of every file of the real data what comes of it.
var realFiles = map[string]realFile{
	// birmingham
	"birmingham/bsol_constituencies.gpkg":                      {read: areas("PCON22C", "Cnsttnc"), rows: geo.Rows{Read: 12, Used: 12}},
	"birmingham/bsol_localities_wgs84.geojson":                 {read: areas("Locality", ""), rows: geo.Rows{Read: 6, Used: 6}},
	"birmingham/bsol_lsoa11_bfc_bng.geojson.gz":                {read: areas("LSOA11", ""), rows: geo.Rows{Read: 773, Used: 773}},
	"birmingham/bsol_lsoa21_bng.dbf":                           {with: "birmingham/bsol_lsoa21_bng.shp"},
	"birmingham/bsol_lsoa21_bng.prj":                           {with: "birmingham/bsol_lsoa21_bng.shp"},
	"birmingham/bsol_lsoa21_bng.shp":                           {read: areas("LSOA21", "LSOA21NM"), rows: geo.Rows{Read: 793, Used: 793}},
	"birmingham/bsol_lsoa21_bng.shx":                           {with: "birmingham/bsol_lsoa21_bng.shp"},
	"birmingham/bsol_lsoa21_wgs84.geojson":                     {read: areas("LSOA21", "LSOA21NM"), rows: geo.Rows{Read: 793, Used: 793}},
	"birmingham/bsol_wards_bng.geojson":                        {read: areas("WardCode", "Ward"), rows: geo.Rows{Read: 86, Used: 86}},
	"birmingham/libraries_council_birmingham_city_council.csv": {read: sites(councilLibraries), rows: geo.Rows{Read: 44, Used: 44}},
	"birmingham/lsoa21_bsc_bng.gpkg":                           {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 659, Used: 659}},
	"birmingham/lsoa21_bsc_wgs84.geojson":                      {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 659, Used: 659}},
	"birmingham/wards22_bsc_wgs84.geojson":                     {read: areas("WD22CD", "WD22NM"), rows: geo.Rows{Read: 69, Used: 69}},
	"birmingham/wm_postcodes.csv.gz":                           {read: postcodes("Postcode", "LONG", "LAT"), rows: geo.Rows{Read: 88482, Used: 88482}},

	// greater_manchester
	"greater_manchester/gm_food_banks.geojson":                                        {read: sites(table.SitesSpec{Name: "Name", Postcode: "Postcode"}), rows: geo.Rows{Read: 171, Used: 171}},
	"greater_manchester/gm_libraries.csv":                                             {read: sites(table.SitesSpec{Name: "name", Postcode: "postcode", Lon: "lon", Lat: "lat"}), rows: geo.Rows{Read: 141, Used: 141}},
	"greater_manchester/gm_libraries.geojson":                                         {read: sites(table.SitesSpec{Name: "Name", Postcode: "Postcode"}), rows: geo.Rows{Read: 141, Used: 141}},
	"greater_manchester/gm_post_offices.geojson":                                      {read: sites(table.SitesSpec{Name: "DISTNAME"}), rows: geo.Rows{Read: 343, Used: 343}},
	"greater_manchester/libraries_council_bolton_metropolitan_borough_council.csv":    {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_bury_metropolitan_borough_council.csv":      {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_manchester_city_council.csv":                {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_oldham_metropolitan_borough_council.csv":    {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_rochdale_metropolitan_borough_council.csv":  {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_salford_city_council.csv":                   {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_stockport_metropolitan_borough_council.csv": {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_tameside_metropolitan_borough_council.csv":  {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_council_trafford_metropolitan_borough_council.csv":  {read: sites(councilLibraries), rows: geo.Rows{Read: 16, Used: 16}},
	"greater_manchester/libraries_council_wigan_metropolitan_borough_council.csv":     {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_manchester.csv":                                     {read: sites(table.SitesSpec{Name: "name", Postcode: "postcode"}), refused: unplaced, stated: noPostcodes},
	"greater_manchester/libraries_salford.csv":                                        {read: sites(table.SitesSpec{Name: "name", Postcode: "postcode"}), refused: unplaced, stated: noPostcodes},
	"greater_manchester/local_authority_2023_gm_local_authority_generalised.geojson":  {read: areas("area_code", "area_name"), rows: geo.Rows{Read: 10, Used: 10}},
	"greater_manchester/lookups_2021_administrative_lookup.csv":                       {read: lookup("wd22cd", "lad22cd", "lad22nm", sortedCells("greater_manchester/lookups_2021_administrative_lookup.csv", "wd22cd")), rows: geo.Rows{Read: 215, Used: 215}},
	"greater_manchester/lookups_2021_lsoa_to_ward_best-fit_lookup.csv":                {read: lookup("lsoa21cd", "wd22cd", "wd22nm", lsoa21Manchester), rows: geo.Rows{Read: 1702, Used: 1702}},
	"greater_manchester/lookups_2021_statistical_lookup.csv":                          {read: lookup("lsoa21cd", "msoa21cd", "msoa21nm", lsoa21Manchester), rows: geo.Rows{Read: 8966, Used: 8966}},
	"greater_manchester/lsoa_2011_gm_lsoa_generalised.geojson":                        {read: areas("area_code", "area_name"), rows: geo.Rows{Read: 1673, Used: 1673}},
	"greater_manchester/lsoa_2021_gm_lsoa_generalised.geojson":                        {read: areas("area_code", "area_name"), rows: geo.Rows{Read: 1702, Used: 1702}},
	"greater_manchester/lsoa_2021_gm_lsoa_super_generalised.geojson":                  {read: areas("area_code", "area_name"), rows: geo.Rows{Read: 1702, Used: 1702}},
	"greater_manchester/trafford_charticle_2019_broadband_speed.csv":                  {read: column("area_code", "value", nil, wardsManchester), refused: "none of the 21 codes is in areas: the table has wards (E05000819)", stated: "**old** ward codes E05000819"},
	"greater_manchester/trafford_charticle_2021_internet_engagement.csv":              {read: lookup("area_code", "group", "", sortedCells("greater_manchester/trafford_charticle_2021_internet_engagement.csv", "area_code")), rows: geo.Rows{Read: 138, Used: 138}},
	"greater_manchester/trafford_postcodes.csv":                                       {read: postcodes("postcode", "lon", "lat"), rows: geo.Rows{Read: 11264, Used: 11264}},
	"greater_manchester/trafford_ward_average_broadband_speed.csv":                    {read: column("area_code", "value", nil, wardsManchester), rows: geo.Rows{Read: 21, Used: 21}},
	"greater_manchester/ward_2023_gm_ward_generalised.geojson":                        {read: areas("area_code", "area_name"), rows: geo.Rows{Read: 215, Used: 215}},

	// leeds
	"leeds/its-example.osm.pbf":                      {read: sites(table.SitesSpec{Name: "name", Where: table.Where{"amenity": {"pub", "cafe"}}}), rows: geo.Rows{Read: 553, Used: 21, Unmatched: 532}},
	"leeds/leeds_cycleway.osm.gz":                    {read: sites(table.SitesSpec{Name: "name", Where: table.Where{"internet_access": {"wlan"}}}), rows: geo.Rows{Read: 1123, Used: 2, Unmatched: 1121}},
	"leeds/libraries_council_leeds_city_council.csv": {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"leeds/lsoa21_bsc_bng.gpkg":                      {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 488, Used: 488}},
	"leeds/lsoa21_bsc_wgs84.geojson":                 {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 488, Used: 488}},
	"leeds/wards22_bsc_wgs84.geojson":                {read: areas("WD22CD", "WD22NM"), rows: geo.Rows{Read: 33, Used: 33}},

	// national
	"national/LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv.gz":       {read: links("LSOA11CD", "LSOA21CD", lsoa21), rows: geo.Rows{Read: 35796, Used: 35796}},
	"national/LSOA_(2011)_to_LSOA_(2021)_to_Local_Authority_District_(2022)_Lookup_for_England_and_Wales.csv.gz":       {read: lookup("LSOA11CD", "LSOA21CD", "LSOA21NM", lsoa11), rows: geo.Rows{Read: 34753, Used: 34753}},
	"national/Lower_Layer_Super_Output_Area_(2021)_to_LAD_(April_2023)_Lookup_in_England_and_Wales.csv.gz":             {read: lookup("LSOA21CD", "LAD23CD", "LAD23NM", lsoa21), rows: geo.Rows{Read: 35672, Used: 35672}},
	"national/Lower_Layer_Super_Output_Area_(2021)_to_Ward_(2022)_to_LAD_(2022)_Lookup_in_England_and_Wales_v3.csv.gz": {read: lookup("LSOA21CD", "WD22CD", "WD22NM", lsoa21), rows: geo.Rows{Read: 35672, Used: 35672}},
	"national/Rural_Urban_Classification_(2011)_LSOA_EW.csv.gz":                                                        {read: lookup("LSOA11CD", "RUC11CD", "RUC11", lsoa11), rows: geo.Rows{Read: 34753, Used: 34753}},
	"national/ace_libraries_activity_computers.csv":                                                                    {read: column("Authority", "Count", table.Where{"Period": {"2023-04-01/P1M"}}, authorities), rows: geo.Rows{Read: 1229, Used: 86, Unmatched: 1143}},
	"national/ace_libraries_activity_libraries_activity_data_2023_2024.csv":                                            {read: column("authority", "total_active_members", nil, authorities), refused: "the table has what look like names (City of London)", stated: "per **library authority**"},
	"national/ace_libraries_activity_wifi.csv":                                                                         {read: column("Authority", "Count", table.Where{"Period": {"2023-04-01/P1M"}}, authorities), rows: geo.Rows{Read: 477, Used: 29, Unmatched: 448}},
	"national/ace_public_libraries_basic_dataset_england_2022.csv.gz":                                                  {read: sites(table.SitesSpec{Name: "name", Postcode: "postcode", ClosedColumn: "closed"}), rows: geo.Rows{Read: 3451, Used: 171, Rejected: 3280}},
	"national/ace_public_libraries_basic_dataset_england_2023.csv.gz":                                                  {read: sites(table.SitesSpec{Name: "name", Postcode: "postcode", ClosedColumn: "closed"}), rows: geo.Rows{Read: 3487, Used: 173, Rejected: 3314}},
	"national/cni2023_england_lsoa21.csv.gz":                                                                           {read: column("lsoa21_code", "Community Needs Index 2023 Score", nil, lsoa21), rows: geo.Rows{Read: 33755, Used: 33755}},
	"national/disability21_lsoa21_ew.csv.gz":                                                                           {read: share("lsoa21_code", "n", "total_residents", table.Where{"disability": {"Disabled under the Equality Act"}}, lsoa21), rows: geo.Rows{Read: 71344, Used: 35672, Unmatched: 35672}},
	"national/household_deprivation21_lsoa21.csv.gz":                                                                   {read: share("lsoa21_code", "n", "total_households", table.Where{"deprivation_dimensions": {"Household is not deprived in any dimension"}}, lsoa21), rows: geo.Rows{Read: 178360, Used: 35672, Unmatched: 142688}},
	"national/household_tenure21_lsoa21.csv.gz":                                                                        {read: share("lsoa21_code", "n", "total_households", table.Where{"tenure": {"Social rented: Other social rented"}}, lsoa21), rows: geo.Rows{Read: 285376, Used: 35672, Unmatched: 249704}},
	"national/imd2019_england_lsoa11.csv.gz":                                                                           {read: column("lsoa11_code", "IMD_rank", nil, lsoa11), rows: geo.Rows{Read: 32844, Used: 32844}},
	"national/imd2019_england_lsoa11_indicators.csv.gz":                                                                {read: column("lsoa11_code", "employment_domain_numerator", nil, lsoa11), rows: geo.Rows{Read: 32844, Used: 32844}},
	"national/imd2025_england_lsoa21.csv.gz":                                                                           {read: column("lsoa21_code", "IMD_score", nil, lsoa21), rows: geo.Rows{Read: 33755, Used: 33755}},
	"national/imd2025_england_lsoa21_indicators.csv.gz":                                                                {read: column("lsoa21_code", "digital_connectivity_broadband_download_and_upload_speeds", nil, lsoa21), rows: geo.Rows{Read: 33755, Used: 33755}},
	"national/lad24_uk_wgs84.geojson.gz":                                                                               {read: areas("LAD24CD", "LAD24NM"), rows: geo.Rows{Read: 361, Used: 361}},
	"national/lookup_lsoa21_wd24_lad24_england_wales.csv.gz":                                                           {read: lookup("LSOA21CD", "WD24CD", "WD24NM", lsoa21), rows: geo.Rows{Read: 35672, Used: 35672}},
	"national/lsoa11_ew_bsc_wgs84.geojson.gz":                                                                          {read: areas("LSOA11CD", "LSOA11NM"), rows: geo.Rows{Read: 34753, Used: 34753}},
	"national/lsoa21_ew_bsc_wgs84.geojson.gz":                                                                          {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 35672, Used: 35672}},
	"national/nomis_census2021_RM121_age65plus_lsoa21_raw.csv.gz":                                                      {read: column("2021 super output area - lower layer", "Total", nil, lsoa21), rows: geo.Rows{Read: 35672, Used: 35672}},
	"national/ons_digital_propensity_index_2021_lsoa11_with_normalised.csv.gz":                                         {read: column("LSOAcode", "Score", nil, lsoa11), rows: geo.Rows{Read: 34753, Used: 34753}},
	"national/os_openmap_local_library_buildings_gb_wkt_bng.csv":                                                       {read: sites(table.SitesSpec{Name: "distinctive_name", WKT: "WKT", CRS: "EPSG:27700"}), rows: geo.Rows{Read: 3469, Used: 3469}},
	"national/population20_lsoa11.csv.gz":                                                                              {read: column("lsoa11_code", "90+", nil, lsoa11), rows: geo.Rows{Read: 34753, Used: 34753}},
	"national/wards22_uk_wgs84.geojson.gz":                                                                             {read: areas("WD22CD", "WD22NM"), refused: "is the code of feature 6794", stated: "**WD22CD E05014284 occurs twice**"},

	// stoke
	"stoke/libraries_council_stoke-on-trent_city_council.csv": {read: sites(councilLibraries), refused: unplaced, stated: noPostcodes},
	"stoke/lsoa21_bsc_bng.gpkg":                               {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 163, Used: 163}},
	"stoke/lsoa21_bsc_wgs84.geojson":                          {read: areas("LSOA21CD", "LSOA21NM"), rows: geo.Rows{Read: 163, Used: 163}},
	"stoke/wards22_bsc_wgs84.geojson":                         {read: areas("WD22CD", "WD22NM"), rows: geo.Rows{Read: 37, Used: 37}},
}
