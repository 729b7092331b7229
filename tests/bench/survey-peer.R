# The root and the factors of tthc-2017 with standard errors by agency and sector, by R's `survey`, as an analyst writes it.
# Argument: a CSV file of responses. Prints seconds (without reading the file), then agency,sector,node,index,standardError.
suppressPackageStartupMessages(library(survey))
data <- read.csv(commandArgs(TRUE)[1], colClasses = "character", na.strings = character(), check.names = FALSE, fileEncoding = "UTF-8-BOM")
k <- function(from, to) sprintf("k%02d", from:to)
nodes <- list(SIPAS = k(1, 22), F1 = k(1, 4), F2 = k(5, 9), F3 = k(10, 15), F4 = k(16, 18), F5 = k(19, 22))
answers <- suppressWarnings(as.data.frame(lapply(data[k(1, 22)], as.numeric)))
out <- NULL
seconds <- system.time(for (node in names(nodes)) {
  x <- as.matrix(answers[nodes[[node]]])
  data$y <- rowSums(x >= 4, na.rm = TRUE)
  data$m <- rowSums(!is.na(x))
  design <- svydesign(ids = ~1, weights = ~1, data = data)
  fit <- svyby(~y, ~ agency + sector, denominator = ~m, design = design, FUN = svyratio)
  out <- rbind(out, data.frame(fit$agency, fit$sector, node, sprintf("%.9f", 100 * coef(fit)), sprintf("%.9f", 100 * SE(fit))))
})["elapsed"]
cat(sprintf("seconds %f\n", seconds))
write.table(out, sep = ",", row.names = FALSE, col.names = FALSE, quote = FALSE)
