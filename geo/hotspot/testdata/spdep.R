# Makes spdep_areas.csv.gz and spdep_moran.csv: the statistics of R's spdep on data sets of R's spData, for the test to agree with.
# Made with R 4.2.2, spdep 1.2-7 and spData 2.2.1: Rscript spdep.R, in this folder.
#
# Only numbers are kept. spData is CC0 1.0: Bivand R, Nowosad J, Lovelace R, "spData: Datasets for Spatial Analysis",
# https://jakubnowosad.com/spData/. The data sets: columbus (Anselin 1988), nc.sids (Cressie and Chan 1989), boston (Harrison and
# Rubinfeld 1978; Gilley and Pace 1996), eire (Cliff and Ord 1973; Upton and Fingleton 1985), auckland (Bailey and Gatrell 1995),
# afcon (Anselin and O'Loughlin 1992), used.cars (Hanna 1966), nydata (Waller and Gotway 2004).
#
# spdep keeps an area without neighbours in the mean and the variance; the package does not, so those are taken out first here.
suppressMessages({library(spdep); library(spData)})

areas <- NULL
globals <- NULL
number <- function(v) sprintf("%.14g", v)

measure <- function(set, variable, x, neighbours) {
  linked <- card(neighbours) > 0
  rows <- data.frame(set = set, variable = variable, x = number(x),
    neighbours = vapply(seq_along(x), function(i) if (linked[i]) paste(neighbours[[i]], collapse = " ") else "", ""))
  for (column in c("gi_b", "gi_w", "gistar_b", "gistar_w", "i_b", "i_w", "zi_b", "zi_w", "quadrant")) rows[[column]] <- ""
  kept <- subset(neighbours, linked)
  y <- x[linked]
  for (style in c("B", "W")) {
    own <- nb2listw(include.self(kept), style = style)
    others <- nb2listw(kept, style = style)
    name <- function(statistic) paste0(statistic, "_", tolower(style))
    rows[linked, name("gi")] <- number(as.numeric(localG(y, others)))
    rows[linked, name("gistar")] <- number(as.numeric(localG(y, own)))
    local <- localmoran(y, others)
    rows[linked, name("i")] <- number(local[, "Ii"])
    rows[linked, name("zi")] <- number(local[, "Z.Ii"])
    rows[linked, "quadrant"] <- as.character(attr(local, "quadr")$pysal)
    normal <- moran.test(y, others, randomisation = FALSE, alternative = "two.sided")
    random <- moran.test(y, others, randomisation = TRUE, alternative = "two.sided")
    globals <<- rbind(globals, data.frame(set = set, variable = variable, style = style, i = number(normal$estimate[1]),
      expected = number(normal$estimate[2]), variance_normal = number(normal$estimate[3]), variance_random = number(random$estimate[3]),
      z_normal = number(normal$statistic), z_random = number(random$statistic), p_normal = number(normal$p.value), p_random = number(random$p.value)))
  }
  areas <<- rbind(areas, rows)
}

data(columbus)
measure("columbus", "CRIME", columbus$CRIME, col.gal.nb)
measure("columbus", "CRIME less 100", columbus$CRIME - 100, col.gal.nb) # its mean is negative
measure("columbus", "HOVAL", columbus$HOVAL, col.gal.nb)
measure("columbus", "INC", columbus$INC, col.gal.nb)
data(nc.sids)
measure("nc.sids", "SID74", as.numeric(nc.sids$SID74), ncCR85.nb) # counts with many ties at 0
measure("nc.sids", "rate 1979", 1000 * nc.sids$SID79 / nc.sids$BIR79, ncCC89.nb) # two islands
data(boston)
measure("boston", "NOX", boston.c$NOX, boston.soi)
measure("boston", "CMEDV, standardised", as.numeric(scale(boston.c$CMEDV)), boston.soi) # its mean is 0
data(eire)
measure("eire", "OWNCONS", eire.df$OWNCONS, eire.nb)
data(auckland)
measure("auckland", "Deaths.1977.85", as.numeric(auckland$Deaths.1977.85), auckland.nb)
data(afcon)
measure("afcon", "totcon", afcon$totcon, paper.nb)
data(used.cars)
measure("used.cars", "price.1960", used.cars$price.1960, usa48.nb)
data(nydata)
measure("nydata", "TRACTCAS", nydata$TRACTCAS, listw_NY$neighbours)

gz <- gzfile("spdep_areas.csv.gz", "w")
write.csv(areas, gz, row.names = FALSE, quote = 2)
close(gz)
write.csv(globals, "spdep_moran.csv", row.names = FALSE, quote = 2)
