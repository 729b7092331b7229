# Makes the answers that tests/core/index/shares.test.ts compares with: shares by R's survey package (svydesign, svyratio,
# svyby) and correlations (cov.wt), on the CSV files beside this script. Run here: Rscript make-shares.R
suppressMessages(library(survey))
library(jsonlite)
options(survey.lonely.psu = "fail", survey.adjust.domain.lonely = FALSE, digits = 17)

code <- function(n) sprintf("%02d", n)
tthc <- paste0("k", code(1:22))
household <- paste0("q9_", code(1:39))
read <- function(file) {
  data <- read.csv(paste0(file, ".csv"), colClasses = "character", na.strings = character())
  for (name in intersect(c("weight", "population"), names(data))) data[[name]] <- as.numeric(data[[name]])
  data
}
level <- function(x) suppressWarnings(as.numeric(x))

designs <- list(
  simple = function(d) svydesign(ids = ~1, weights = ~1, data = d),
  stratified = function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~population, data = d),
  clustered = function(d) svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = d))

# group, count, of, percent, standard error, bounds cut to 0-100
shareRows <- function(file, y, m, by) {
  data <- read(file)
  data$y <- y(data); data$m <- m(data); data$y <- data$y * data$m
  design <- designs[[file]](data)
  critical <- qt(0.975, degf(design))
  if (length(by) == 0) {
    fit <- svyratio(~y, ~m, design)
    found <- data.frame(group = "", ratio = as.numeric(coef(fit)), se = as.numeric(SE(fit)))
  } else {
    fit <- svyby(~y, by = reformulate(by), denominator = ~m, design = design, FUN = svyratio)
    found <- data.frame(group = as.character(as.data.frame(fit)[[by]]), ratio = as.numeric(coef(fit)), se = as.numeric(SE(fit)))
  }
  lapply(seq_len(nrow(found)), function(i) {
    here <- if (length(by) == 0) rep(TRUE, nrow(data)) else data[[by]] == found$group[i]
    p <- 100 * found$ratio[i]; se <- 100 * found$se[i]
    list(found$group[i], sum(data$y[here]), sum(data$m[here]), p, se, max(0, p - critical * se), min(100, p + critical * se))
  })
}
shares <- list()
addShare <- function(file, variable, codes, by, among = NULL, amongCodes = NULL) {
  answered <- function(d) !is.na(level(d[[variable]])) * 1
  inside <- function(d) if (is.null(among)) rep(1, nrow(d)) else (d[[among]] %in% amongCodes) * 1
  shares[[length(shares) + 1]] <<- list(file = file, variable = variable, codes = I(codes), by = I(as.character(by)),
    among = if (is.null(among)) NULL else list(variable = among, codes = I(amongCodes)),
    rows = shareRows(file, function(d) (d[[variable]] %in% codes) * 1, function(d) answered(d) * inside(d), by))
}
for (by in list(character(), "agency")) {
  addShare("simple", "k01", c("1", "2"), by); addShare("simple", "k02", "5", by, "k01", c("4", "5"))
  addShare("stratified", "k05", c("1", "2", "3"), by); addShare("stratified", "k06", "5", by, "k05", c("4", "5"))
  addShare("clustered", "q9_05", c("4", "5"), by); addShare("clustered", "q9_06", "3", by, "q9_07", c("1", "2", "3"))
}

# the dissatisfied among all answers to a node's items (codes 1-2 of 5), pooled
dissatisfied <- list()
addNode <- function(file, node, items, by) {
  score <- function(d) sapply(items, function(i) level(d[[i]]))
  dissatisfied[[length(dissatisfied) + 1]] <<- list(file = file, node = node, by = I(as.character(by)), rows = {
    data <- read(file)
    x <- score(data)
    data$y <- rowSums(x <= 2, na.rm = TRUE); data$m <- rowSums(!is.na(x))
    design <- designs[[file]](data)
    if (length(by) == 0) { fit <- svyratio(~y, ~m, design); found <- data.frame(group = "", ratio = as.numeric(coef(fit)), se = as.numeric(SE(fit))) }
    else { fit <- svyby(~y, by = reformulate(by), denominator = ~m, design = design, FUN = svyratio)
      found <- data.frame(group = as.character(as.data.frame(fit)[[by]]), ratio = as.numeric(coef(fit)), se = as.numeric(SE(fit))) }
    lapply(seq_len(nrow(found)), function(i) list(found$group[i], 100 * found$ratio[i], 100 * found$se[i]))
  })
}
for (by in list(character(), "agency")) {
  addNode("simple", "SIPAS", tthc, by); addNode("stratified", "F2", tthc[5:9], by); addNode("clustered", "I.C", household[5:13], by)
}

# importance: with one question on the whole (here the last item stands in for it), or corrected item-total
correlations <- list()
addCorrelation <- function(file, items, overall = NULL) {
  data <- read(file)
  x <- sapply(items, function(i) level(data[[i]]))
  w <- if (is.null(data$weight)) rep(1, nrow(data)) else data$weight
  rows <- lapply(seq_along(items), function(j) {
    others <- x[, -j, drop = FALSE]
    y <- if (is.null(overall)) rowSums(others, na.rm = TRUE) / rowSums(!is.na(others)) else level(data[[overall]])
    use <- !is.na(x[, j]) & !is.na(y)
    r <- cov.wt(cbind(x[use, j], y[use]), wt = w[use] / sum(w[use]), cor = TRUE)$cor[1, 2]
    ends <- if (is.null(data$weight)) as.numeric(cor.test(x[use, j], y[use])$conf.int) else c(NA, NA)
    list(items[j], sum(use), r, ends[1], ends[2])
  })
  correlations[[length(correlations) + 1]] <<- list(file = file, overall = overall, rows = rows)
}
addCorrelation("simple", tthc); addCorrelation("simple", tthc, "k22")
addCorrelation("stratified", tthc); addCorrelation("stratified", tthc, "k22"); addCorrelation("clustered", household)

write_json(list(madeBy = paste0(R.version.string, ", survey ", packageVersion("survey")), shares = shares,
  dissatisfied = dissatisfied, correlations = correlations), "expected-shares.json", digits = NA, auto_unbox = TRUE)
