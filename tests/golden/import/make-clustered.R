# The answers that tests/host/cli.test.ts compares `sipas import --create-missing` + `sipas index` with: R's survey package on
# ../index/clustered.csv, with the file's own strata, clusters and weights and no population, as an import knows them.
# Run here: Rscript make-clustered.R
suppressMessages(library(survey))
library(jsonlite)
data <- read.csv("../index/clustered.csv", colClasses = "character", na.strings = character())
data$weight <- as.numeric(data$weight)
items <- sprintf("q9_%02d", 1:39)
x <- sapply(items, function(item) suppressWarnings(as.numeric(data[[item]])))
nodes <- c(list(SIPAS = items, I = items[1:23], II = items[24:39], II.C = items[31:33]), setNames(as.list(items[c(1, 39)]), items[c(1, 39)]))
rows <- list()
for (weights in c("on", "off")) for (formula in c("mean-score", "satisfied-share")) for (node in names(nodes)) {
  part <- x[, nodes[[node]], drop = FALSE]
  score <- if (formula == "mean-score") part / 5 else (part >= 4) * 1
  data$y <- rowSums(score, na.rm = TRUE)
  data$m <- rowSums(!is.na(part))
  data$w <- if (weights == "on") data$weight else 1
  design <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~w, data = data)
  fit <- svyby(~y, ~agency, denominator = ~m, design = design, FUN = svyratio)
  for (i in seq_len(nrow(fit))) rows[[length(rows) + 1]] <- list(weights = weights, formula = formula, node = node,
    agency = as.character(fit$agency[i]), index = 100 * as.numeric(coef(fit)[i]), standardError = 100 * as.numeric(SE(fit)[i]))
}
write_json(list(madeBy = paste0(R.version.string, ", survey ", packageVersion("survey")), rows = rows), "clustered.json",
  digits = NA, auto_unbox = TRUE)
