# Makes the answers that tests/core/index/golden.test.ts compares with: R's survey package (svydesign, svyratio, svyby,
# svycontrast) on the CSV files beside this script. Run here: Rscript make-golden.R
# With the argument "data" it first draws the CSV files anew (fixed seed).
suppressMessages(library(survey))
library(jsonlite)
options(survey.lonely.psu = "fail", survey.adjust.domain.lonely = FALSE, digits = 17)

MISSING <- c("", "REF", "ILL", "MULT", "SKIP")
code <- function(n) sprintf("%02d", n)

# ---- the schemes: name -> children (nodes) or items; leaves are variable codes ----
tthc <- list(SIPAS = paste0("F", 1:5), F1 = paste0("k", code(1:4)), F2 = paste0("k", code(5:9)),
  F3 = paste0("k", code(10:15)), F4 = paste0("k", code(16:18)), F5 = paste0("k", code(19:22)))
q9 <- function(n) paste0("q9_", code(n))
sipas <- list(SIPAS = c("I", "II"), I = paste0("I.", c("A", "B", "C", "D")), II = paste0("II.", c("A", "B", "C", "D", "E")),
  I.A = q9(1:2), I.B = q9(3:4), I.C = q9(5:13), I.D = q9(14:23),
  II.A = q9(24:26), II.B = q9(27:30), II.C = q9(31:33), II.D = q9(34:36), II.E = q9(37:39))
four <- list(SIPAS = paste0("p", 1:4))
eleven <- list(SIPAS = paste0("t", 1:3))
itemsBelow <- function(scheme, node) {
  if (is.null(scheme[[node]])) return(node)
  unlist(lapply(scheme[[node]], itemsBelow, scheme = scheme))
}

# ---- data ----
drawItems <- function(rows, items, quality, levels, missing) {
  sapply(items, function(item) {
    x <- pmin(levels, pmax(1, round(quality + rnorm(1, 0, 0.25) + rnorm(rows, 0, levels / 6))))
    ifelse(runif(rows) < missing, sample(MISSING, rows, TRUE), as.character(x))
  })
}
drawData <- function() {
  set.seed(20231001)
  n <- 260
  agency <- sample(c("SO-XD", "SO-TC", "UBND-01", "UBND-02"), n, TRUE)
  sector <- sample(c("land", "construction", "investment"), n, TRUE)
  quality <- 3.9 + 0.2 * (agency == "SO-XD") - 0.4 * (sector == "land") + rnorm(n, 0, 0.5)
  simple <- data.frame(serial = paste0("A", 1:n), agency, sector, drawItems(n, itemsBelow(tthc, "SIPAS"), quality, 5, 0.08))

  n <- 300
  stratum <- sample(c("city", "plain", "mountain"), n, TRUE, c(0.5, 0.3, 0.2))
  population <- c(city = 900, plain = 400, mountain = 150)[stratum]
  weight <- round(c(city = 5, plain = 4, mountain = 2.5)[stratum] * runif(n, 0.6, 1.4), 4)
  agency <- sample(c("SO-XD", "SO-TC", "UBND-01"), n, TRUE)
  sector <- sample(c("land", "construction"), n, TRUE)
  quality <- 3.8 - 0.3 * (stratum == "mountain") + rnorm(n, 0, 0.5)
  stratified <- data.frame(serial = paste0("B", 1:n), agency, sector, stratum, population, weight,
    drawItems(n, itemsBelow(tthc, "SIPAS"), quality, 5, 0.06))

  villages <- data.frame(stratum = rep(c("east", "west", "centre"), c(9, 7, 11)), cluster = paste0("V", code(1:27)),
    population = rep(c(60, 45, 11), c(9, 7, 11)), effect = rnorm(27, 0, 0.35), size = sample(8:20, 27, TRUE))
  rows <- villages[rep(1:27, villages$size), ]
  n <- nrow(rows)
  agency <- ifelse(rows$stratum == "east", sample(c("X1", "X2"), n, TRUE), sample(c("X2", "X3"), n, TRUE))
  quality <- 3.8 + rows$effect + rnorm(n, 0, 0.5)
  clustered <- data.frame(serial = paste0("C", 1:n), agency, stratum = rows$stratum, cluster = rows$cluster,
    respondent_group = sample(c("G1", "G2"), n, TRUE), population = rows$population, weight = round(runif(n, 0.5, 3), 3),
    drawItems(n, itemsBelow(sipas, "SIPAS"), quality, 5, 0.10))

  n <- 150
  agency <- sample(c("X1", "X2"), n, TRUE)
  levels <- data.frame(serial = paste0("D", 1:n), agency, weight = round(runif(n, 0.5, 2), 2),
    drawItems(n, itemsBelow(four, "SIPAS"), 2.9, 4, 0.1), drawItems(n, itemsBelow(eleven, "SIPAS"), 8.5, 11, 0.1))

  write <- function(data, name) write.csv(data[sample(nrow(data)), ], paste0(name, ".csv"), row.names = FALSE, quote = FALSE)
  write(simple, "simple"); write(stratified, "stratified"); write(clustered, "clustered"); write(levels, "levels")
}

# ---- estimates ----
CRITICAL <- function(design) qt(0.975, degf(design))
# one answer: group, node, n, answers, missing, index, standard error, bounds (cut to 0-100)
row <- function(group, node, raw, ratio, se, critical, K) {
  index <- 100 * ratio / K; standardError <- 100 * se / K
  answered <- sapply(raw, function(x) !(x %in% MISSING))
  list(group, node, sum(rowSums(matrix(answered, nrow = nrow(raw))) > 0), sum(answered),
    sum(sapply(raw, function(x) x %in% MISSING & x != "SKIP")), index, standardError,
    max(0, index - critical * standardError), min(100, index + critical * standardError))
}
scores <- function(data, items, formula, K) {
  x <- sapply(items, function(item) suppressWarnings(as.numeric(data[[item]])))
  if (formula == "mean-score") x else (x >= K - 1) * 1
}
groupsOf <- function(data, by) if (length(by) == 0) data.frame(all = 1) else unique(data[by])
inside <- function(data, by, group) if (length(by) == 0) rep(TRUE, nrow(data)) else
  Reduce(`&`, lapply(by, function(name) data[[name]] == group[[name]]))
label <- function(by, group) paste(sapply(by, function(name) as.character(group[[name]])), collapse = "|")

# pooled, and all-satisfied: one ratio a node
pooled <- function(data, makeDesign, scheme, by, formula, K) {
  nodes <- unique(c(names(scheme), itemsBelow(scheme, "SIPAS")))
  out <- list()
  for (node in nodes) {
    x <- scores(data, itemsBelow(scheme, node), formula, K)
    count <- rowSums(!is.na(x))
    data$y <- if (formula == "all-satisfied") (count > 0 & rowSums(x, na.rm = TRUE) == count) * 1 else rowSums(x, na.rm = TRUE)
    data$m <- if (formula == "all-satisfied") (count > 0) * 1 else count
    design <- makeDesign(data)
    K1 <- if (formula == "mean-score") K else 1
    if (length(by) == 0) {
      fit <- svyratio(~y, ~m, design)
      estimates <- data.frame(ratio = as.numeric(coef(fit)), se = as.numeric(SE(fit)))
    } else {
      fit <- svyby(~y, by = reformulate(by), denominator = ~m, design = design, FUN = svyratio)
      estimates <- data.frame(as.data.frame(fit)[by], ratio = coef(fit), se = SE(fit))
    }
    for (i in seq_len(nrow(estimates))) {
      here <- inside(data, by, estimates[i, , drop = FALSE])
      out[[length(out) + 1]] <- row(label(by, estimates[i, , drop = FALSE]), node,
        data[here, itemsBelow(scheme, node), drop = FALSE], estimates$ratio[i], estimates$se[i], CRITICAL(design), K1)
    }
  }
  out
}

# mean-of-children: the delta method of svycontrast over all items' totals
meanOfChildren <- function(data, makeDesign, scheme, by, formula, K) {
  items <- itemsBelow(scheme, "SIPAS")
  x <- scores(data, items, formula, K)
  for (item in items) {
    data[[paste0("y_", item)]] <- ifelse(is.na(x[, item]), 0, x[, item])
    data[[paste0("m_", item)]] <- (!is.na(x[, item])) * 1
  }
  design <- makeDesign(data)
  K1 <- if (formula == "mean-score") K else 1
  out <- list()
  groups <- groupsOf(data, by)
  for (g in seq_len(nrow(groups))) {
    group <- groups[g, , drop = FALSE]
    here <- inside(data, by, group)
    answered <- items[sapply(items, function(item) any(data[[paste0("m_", item)]][here] == 1))]
    totals <- svytotal(reformulate(c(paste0("y_", answered), paste0("m_", answered))), subset(design, here))
    expression <- function(node) {
      if (is.null(scheme[[node]])) return(sprintf("(y_%s/m_%s)", node, node))
      children <- Filter(function(child) any(itemsBelow(scheme, child) %in% answered), scheme[[node]])
      sprintf("((%s)/%d)", paste(sapply(children, expression), collapse = "+"), length(children))
    }
    for (node in names(scheme)) {
      fit <- svycontrast(totals, parse(text = expression(node))[[1]])
      out[[length(out) + 1]] <- row(label(by, group), node, data[here, itemsBelow(scheme, node), drop = FALSE],
        as.numeric(coef(fit)), as.numeric(SE(fit)), CRITICAL(design), K1)
    }
  }
  out
}

cases <- list()
add <- function(file, scheme, schemeName, K, makeDesign, bys, weights) {
  data <- read.csv(paste0(file, ".csv"), colClasses = "character", na.strings = character())
  for (name in intersect(c("weight", "population"), names(data))) data[[name]] <- as.numeric(data[[name]])
  for (by in bys) for (formula in c("satisfied-share", "mean-score", "all-satisfied")) for (aggregate in c("pooled", "mean-of-children")) {
    if (formula == "all-satisfied" && aggregate == "mean-of-children") next
    estimate <- if (aggregate == "pooled") pooled else meanOfChildren
    cases[[length(cases) + 1]] <<- list(file = file, scheme = schemeName, by = I(as.character(by)), formula = formula, aggregate = aggregate,
      weights = weights, rows = estimate(data, makeDesign, scheme, by, formula, K))
  }
}

if ("data" %in% commandArgs(TRUE)) drawData()
none <- character()
simple <- function(d) svydesign(ids = ~1, weights = ~1, data = d)
add("simple", tthc, "tthc-2017", 5, simple, list(none, "agency", c("agency", "sector")), "off")
add("stratified", tthc, "tthc-2017", 5, function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~population, data = d),
  list(none, "agency", c("agency", "sector"), "stratum"), "on")
add("stratified", tthc, "tthc-2017", 5, function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~rep(1, nrow(d)), fpc = ~population, data = d),
  list("agency"), "off")
add("clustered", sipas, "sipas-2026", 5, function(d) svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = d),
  list(none, "agency", c("agency", "respondent_group")), "on")
add("levels", four, "four", 4, function(d) svydesign(ids = ~1, weights = ~weight, data = d), list(none, "agency"), "on")
add("levels", eleven, "eleven", 11, function(d) svydesign(ids = ~1, weights = ~weight, data = d), list(none, "agency"), "on")
write_json(list(madeBy = paste0(R.version.string, ", survey ", packageVersion("survey")), cases = cases), "expected.json",
  digits = NA, auto_unbox = TRUE)
