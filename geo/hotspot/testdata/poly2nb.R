# Makes columbus.geojson.gz, nc_sids.geojson.gz and boston.geojson.gz: areas with the neighbours that R's spdep finds, as positions from 1
# (queen, rook), and those by distance between points inside them. Made with R 4.2.2, spdep 1.2-7, spData 2.2.1 and sf 1.0-9: Rscript poly2nb.R,
# in this folder.
#
# Only coordinates are kept, to 7 decimals. spData is CC0 1.0: Bivand R, Nowosad J, Lovelace R, "spData: Datasets for Spatial Analysis",
# https://jakubnowosad.com/spData/. columbus: Anselin 1988; nc_sids: Cressie and Chan 1989; boston: census tracts of 1970 for Harrison and
# Rubinfeld 1978. Columbus is in units of its digitising, which happen to do as degrees.
suppressMessages({library(spdep); library(spData); library(sf)})
sf_use_s2(FALSE)

words <- function(neighbours) vapply(neighbours, function(n) if (n[1] == 0) "" else paste(n, collapse = " "), "")

within_km <- c(columbus = 60, nc_sids = 60, boston = 5)
for (set in names(within_km)) {
  shapes <- c(columbus = "columbus", nc_sids = "sids", boston = "boston_tracts")[set]
  areas <- st_geometry(st_read(system.file(paste0("shapes/", shapes, ".shp"), package = "spData"), quiet = TRUE))
  st_crs(areas) <- NA
  areas <- st_set_precision(areas, 1e7)
  areas <- st_sfc(lapply(areas, function(g) rapply(g, function(v) round(v, 7), how = "replace")))
  areas <- st_sfc(lapply(areas, function(g) structure(g, class = c("XY", ifelse(is.list(g[[1]]), "MULTIPOLYGON", "POLYGON"), "sfg"))))
  inside <- round(st_coordinates(st_point_on_surface(areas)), 7)
  attributes <- data.frame(code = sprintf("%03d", seq_along(areas)), lon = inside[, 1], lat = inside[, 2],
    queen = words(poly2nb(areas, queen = TRUE)), rook = words(poly2nb(areas, queen = FALSE)),
    nearest4 = words(knn2nb(knearneigh(inside, k = 4, longlat = TRUE))),
    within = words(dnearneigh(inside, 0, within_km[set], longlat = TRUE)))
  file <- paste0(set, ".geojson")
  st_write(st_sf(attributes, geometry = areas), file, driver = "GeoJSON", layer_options = "COORDINATE_PRECISION=7", quiet = TRUE, delete_dsn = file.exists(file))
  system2("gzip", c("-9nf", file))
}
