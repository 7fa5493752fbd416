# Makes lattice.csv: Gi* of made-up values on an 8 x 8 grid, queen neighbours and the cell itself, weight 1 each, and the p-values
# adjusted by R's own Benjamini-Hochberg. Made with R 4.2.2 and spdep 1.2-7: Rscript lattice.R > lattice.csv
suppressMessages(library(spdep))
side <- 8
row <- rep(1:side, each = side)
column <- rep(1:side, times = side)
x <- (row * 37 + column * 101 + row * column * 13) %% 29 + ifelse(row <= 4 & column <= 4, 25, 0) - 20
neighbours <- cell2nb(side, side, type = "queen")
z <- as.numeric(localG(x, nb2listw(include.self(neighbours), style = "B")))
p <- 2 * pnorm(-abs(z))
write.csv(data.frame(row = row, column = column, x = x, z = sprintf("%.15g", z), p = sprintf("%.15g", p),
                     adjusted = sprintf("%.15g", p.adjust(p, "BH"))), row.names = FALSE, quote = FALSE)
