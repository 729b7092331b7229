# Makes comparisons.json for tests/core/index/comparison-golden.test.ts from the CSV files beside this script: differences of
# domains, of surveys, design effects, slopes and Holm's adjustment, by R's survey package. Run here: Rscript make-comparisons.R
suppressMessages(library(survey))
library(jsonlite)
options(survey.lonely.psu = "fail", survey.adjust.domain.lonely = FALSE, digits = 17)

MISSING <- c("", "REF", "ILL", "MULT", "SKIP")
code <- function(n) sprintf("%02d", n)
tthc <- list(SIPAS = paste0("F", 1:5), F1 = paste0("k", code(1:4)), F2 = paste0("k", code(5:9)),
  F3 = paste0("k", code(10:15)), F4 = paste0("k", code(16:18)), F5 = paste0("k", code(19:22)))
q9 <- function(n) paste0("q9_", code(n))
sipas <- list(SIPAS = c("I", "II"), I = paste0("I.", c("A", "B", "C", "D")), II = paste0("II.", c("A", "B", "C", "D", "E")),
  I.A = q9(1:2), I.B = q9(3:4), I.C = q9(5:13), I.D = q9(14:23),
  II.A = q9(24:26), II.B = q9(27:30), II.C = q9(31:33), II.D = q9(34:36), II.E = q9(37:39))
eleven <- list(SIPAS = paste0("t", 1:3))
itemsBelow <- function(scheme, node) {
  if (is.null(scheme[[node]])) return(node)
  unlist(lapply(scheme[[node]], itemsBelow, scheme = scheme))
}
nodesOf <- function(scheme) unique(c(names(scheme), itemsBelow(scheme, "SIPAS")))
scores <- function(data, items, formula, K) {
  x <- sapply(items, function(item) suppressWarnings(as.numeric(data[[item]])))
  if (formula == "mean-score") x else (x >= K - 1) * 1
}
numerator <- function(x, formula) {
  count <- rowSums(!is.na(x))
  if (formula == "all-satisfied") list(y = (count > 0 & rowSums(x, na.rm = TRUE) == count) * 1, m = (count > 0) * 1)
  else list(y = rowSums(x, na.rm = TRUE), m = count)
}
read <- function(file) {
  data <- read.csv(paste0(file, ".csv"), colClasses = "character", na.strings = character())
  for (name in intersect(c("weight", "population"), names(data))) data[[name]] <- as.numeric(data[[name]])
  data
}
designs <- list(
  simple = function(d) svydesign(ids = ~1, weights = ~1, data = d),
  stratified = function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~weight, fpc = ~population, data = d),
  unweighted = function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~rep(1, nrow(d)), fpc = ~population, data = d),
  clustered = function(d) svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, fpc = ~population, data = d),
  weighted = function(d) svydesign(ids = ~1, weights = ~weight, data = d))

# Totals of y and m in every domain (0 outside it) estimated together, so that their covariance is there whether or not
# domains overlap; an expression over them is svycontrast's delta method.
domainTotals <- function(data, makeDesign, items, formula, K, domains) {
  x <- scores(data, items, formula, K)
  names <- c()
  for (d in names(domains)) for (item in items) {
    here <- domains[[d]]
    data[[paste0("y_", item, "_", d)]] <- ifelse(is.na(x[, item]) | !here, 0, x[, item])
    data[[paste0("m_", item, "_", d)]] <- (!is.na(x[, item]) & here) * 1
    if (any(data[[paste0("m_", item, "_", d)]] == 1)) names <- c(names, paste0(c("y_", "m_"), item, "_", d))
  }
  design <- makeDesign(data)
  list(design = design, totals = svytotal(reformulate(names), design), names = names)
}
meanExpression <- function(scheme, node, domain, known) {
  if (is.null(scheme[[node]])) return(sprintf("(y_%s_%s/m_%s_%s)", node, domain, node, domain))
  children <- Filter(function(child) any(paste0("y_", itemsBelow(scheme, child), "_", domain) %in% known), scheme[[node]])
  sprintf("((%s)/%d)", paste(sapply(children, meanExpression, scheme = scheme, domain = domain, known = known), collapse = "+"), length(children))
}
# factors: by domain; the contrast is Σ factor·R. One row a node: node, value, standard error, lower, upper, p
contrastRows <- function(data, makeDesign, scheme, formula, aggregate, K, domains, factors, only = nodesOf(scheme)) {
  K1 <- if (formula == "mean-score") K else 1
  finish <- function(node, value, se, design) {
    df <- degf(design); value <- 100 * value / K1; se <- 100 * se / K1
    list(node, value, se, value - qt(0.975, df) * se, value + qt(0.975, df) * se, 2 * pt(-abs(value / se), df))
  }
  if (aggregate == "mean-of-children") {
    found <- domainTotals(data, makeDesign, itemsBelow(scheme, "SIPAS"), formula, K, domains)
    return(lapply(intersect(names(scheme), only), function(node) {
      parts <- sapply(names(domains), function(d) sprintf("(%.17g)*%s", factors[[d]], meanExpression(scheme, node, d, found$names)))
      fit <- svycontrast(found$totals, parse(text = paste(parts, collapse = "+"))[[1]])
      finish(node, as.numeric(coef(fit)), as.numeric(SE(fit)), found$design)
    }))
  }
  lapply(only, function(node) {
    ym <- numerator(scores(data, itemsBelow(scheme, node), formula, K), formula)
    names <- c()
    for (d in names(domains)) {
      data[[paste0("y_", d)]] <- ym$y * domains[[d]]; data[[paste0("m_", d)]] <- ym$m * domains[[d]]
      names <- c(names, paste0(c("y_", "m_"), d))
    }
    design <- makeDesign(data)
    totals <- svytotal(reformulate(names), design)
    expression <- paste(sprintf("(%.17g)*y_%s/m_%s", unlist(factors[names(domains)]), names(domains), names(domains)), collapse = "+")
    fit <- svycontrast(totals, parse(text = expression)[[1]])
    finish(node, as.numeric(coef(fit)), as.numeric(SE(fit)), design)
  })
}
# The same for disjoint domains by the way most people go: svyby with its covariance, then svycontrast.
byRows <- function(data, makeDesign, scheme, formula, K, by, a, b) {
  K1 <- if (formula == "mean-score") K else 1
  lapply(nodesOf(scheme), function(node) {
    ym <- numerator(scores(data, itemsBelow(scheme, node), formula, K), formula)
    data$y <- ym$y; data$m <- ym$m
    design <- makeDesign(data)
    fit <- svyby(~y, by = reformulate(by), denominator = ~m, design = design, FUN = svyratio, covmat = TRUE)
    weights <- (rownames(vcov(fit)) == a) - (rownames(vcov(fit)) == b)
    one <- svycontrast(fit, weights)
    df <- degf(design); value <- 100 * as.numeric(coef(one)) / K1; se <- 100 * as.numeric(SE(one)) / K1
    list(node, value, se, value - qt(0.975, df) * se, value + qt(0.975, df) * se, 2 * pt(-abs(value / se), df))
  })
}

FORMULAS <- c("satisfied-share", "mean-score", "all-satisfied")
eachMethod <- function(work) for (formula in FORMULAS) for (aggregate in c("pooled", "mean-of-children"))
  if (!(formula == "all-satisfied" && aggregate == "mean-of-children")) work(formula, aggregate)

within <- list()
addWithin <- function(file, designName, scheme, schemeName, K, weights, a, b) {
  data <- read(file)
  inside <- function(side) if (length(side) == 0) rep(TRUE, nrow(data)) else Reduce(`&`, lapply(names(side), function(name) data[[name]] %in% side[[name]]))
  eachMethod(function(formula, aggregate) {
    domains <- list(a = inside(a), b = inside(b))
    rows <- contrastRows(data, designs[[designName]], scheme, formula, aggregate, K, domains, list(a = 1, b = -1))
    within[[length(within) + 1]] <<- list(file = file, design = designName, scheme = schemeName, formula = formula, aggregate = aggregate,
      weights = weights, a = lapply(a, I), b = lapply(b, I), rows = rows)
    if (aggregate == "pooled" && identical(names(a), "agency") && identical(names(b), "agency") && length(a$agency) == 1) {
      check <- byRows(data, designs[[designName]], scheme, formula, K, "agency", a$agency, b$agency)
      stopifnot(all.equal(sapply(rows, `[[`, 3), sapply(check, `[[`, 3), tolerance = 1e-10))
    }
  })
}
none <- setNames(list(), character())
addWithin("simple", "simple", tthc, "tthc-2017", 5, "off", list(agency = "SO-XD"), list(agency = "SO-TC"))
addWithin("simple", "simple", tthc, "tthc-2017", 5, "off", list(agency = "SO-XD", sector = "land"), none)
addWithin("stratified", "stratified", tthc, "tthc-2017", 5, "on", list(agency = "SO-XD"), list(agency = "UBND-01"))
addWithin("stratified", "stratified", tthc, "tthc-2017", 5, "on", list(agency = "SO-XD"), none)
addWithin("stratified", "stratified", tthc, "tthc-2017", 5, "on", list(agency = c("SO-XD", "SO-TC")), list(sector = "land"))
addWithin("stratified", "unweighted", tthc, "tthc-2017", 5, "off", list(agency = "SO-XD"), list(sector = "land"))
addWithin("clustered", "clustered", sipas, "sipas-2026", 5, "on", list(agency = "X1"), list(agency = "X3"))
addWithin("clustered", "clustered", sipas, "sipas-2026", 5, "on", list(agency = "X2"), none)
addWithin("clustered", "clustered", sipas, "sipas-2026", 5, "on", list(agency = "X1"), list(respondent_group = "G1"))
addWithin("levels", "weighted", eleven, "eleven", 11, "on", list(agency = "X1"), none)

# Two surveys: svydesign on the stacked data, survey and stratum together the strata. Clusters and responses keep apart.
between <- list()
stack <- function(first, second, scheme) {
  columns <- c("agency", itemsBelow(scheme, "SIPAS"))
  part <- function(data, name) {
    out <- data[columns]
    out$survey <- name
    out$stratum <- paste(name, if (is.null(data$stratum)) "all" else data$stratum)
    out$cluster <- paste(name, if (is.null(data$cluster)) seq_len(nrow(data)) else data$cluster)
    out$weight <- if (is.null(data$weight)) 1 else data$weight
    out
  }
  rbind(part(first, "first"), part(second, "second"))
}
stacked <- function(d) svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = d)
data <- stack(read("simple"), read("stratified"), tthc)
for (side in list(list(name = "whole", here = rep(TRUE, nrow(data))), list(name = "SO-XD", here = data$agency == "SO-XD")))
  eachMethod(function(formula, aggregate) {
    domains <- list(a = side$here & data$survey == "second", b = side$here & data$survey == "first")
    between[[length(between) + 1]] <<- list(a = "stratified", b = "simple", agency = side$name, scheme = "tthc-2017", formula = formula,
      aggregate = aggregate, rows = contrastRows(data, stacked, tthc, formula, aggregate, 5, domains, list(a = 1, b = -1)))
  })

# Design effects against simple random sampling with replacement of the respondents with an answer on the node:
# svyratio(deff = "replace"). One row a node: node, design effect.
effects <- list()
addEffects <- function(file, designName, scheme, schemeName, weights, agencies) for (formula in FORMULAS) {
  data <- read(file)
  rows <- lapply(nodesOf(scheme), function(node) {
    ym <- numerator(scores(data, itemsBelow(scheme, node), formula, 5), formula)
    data$y <- ym$y; data$m <- ym$m; data$here <- ym$m > 0 & data$agency %in% agencies
    list(node, as.numeric(deff(svyratio(~y, ~m, subset(designs[[designName]](data), here), deff = "replace"))))
  })
  effects[[length(effects) + 1]] <<- list(file = file, design = designName, scheme = schemeName, formula = formula,
    aggregate = "pooled", weights = weights, agency = I(agencies), rows = rows)
}
addEffects("simple", "simple", tthc, "tthc-2017", "off", c("SO-XD", "SO-TC", "UBND-01", "UBND-02"))
addEffects("stratified", "stratified", tthc, "tthc-2017", "on", c("SO-XD", "SO-TC", "UBND-01"))
addEffects("stratified", "stratified", tthc, "tthc-2017", "on", "SO-XD")
addEffects("stratified", "unweighted", tthc, "tthc-2017", "off", "SO-TC")
addEffects("clustered", "clustered", sipas, "sipas-2026", "on", c("X1", "X2", "X3"))
addEffects("clustered", "clustered", sipas, "sipas-2026", "on", "X2")

# Slopes over points in time. Independent points: lm(weights = 1/var), its standard error without the residuals' scale (the
# variances are known). Points of one survey: the same weights, the variance of that combination by svycontrast.
independent <- lapply(list(list(at = c(2023.5, 2024.5, 2025.125, 2026.5), index = c(81.2, 83.9, 83.1, 86.4), se = c(0.9, 0.7, 1.4, 0.8)),
  list(at = c(2024.125, 2024.375, 2024.625), index = c(90.1, 88.3, 87.0), se = c(2.1, 1.9, 2.4))), function(points) {
    fit <- lm(index ~ at, weights = 1 / se^2, data = points)
    c(points, list(slope = unname(coef(fit)[2]), standardError = sqrt(vcov(fit)[2, 2]) / summary(fit)$sigma))
  })
slopes <- list()
addSlopes <- function(file, designName, scheme, schemeName, weights, agencies, at) for (formula in FORMULAS) {
  data <- read(file)
  domains <- setNames(lapply(agencies, function(agency) data$agency == agency), c("a", "b", "c"))
  K1 <- if (formula == "mean-score") 5 else 1
  rows <- lapply(nodesOf(scheme), function(node) {
    one <- function(name) contrastRows(data, designs[[designName]], scheme, formula, "pooled", 5, domains[name], setNames(list(1), name), node)[[1]]
    w <- 1 / sapply(names(domains), function(name) one(name)[[3]])^2
    centre <- sum(w * at) / sum(w)
    factors <- as.list(w * (at - centre) / sum(w * (at - centre)^2))
    contrastRows(data, designs[[designName]], scheme, formula, "pooled", 5, domains, factors, node)[[1]]
  })
  slopes[[length(slopes) + 1]] <<- list(file = file, design = designName, scheme = schemeName, formula = formula, aggregate = "pooled",
    weights = weights, agencies = agencies, at = at, rows = rows)
}
addSlopes("simple", "simple", tthc, "tthc-2017", "off", c("SO-XD", "SO-TC", "UBND-01"), c(2024.5, 2025.5, 2026.125))
addSlopes("clustered", "clustered", sipas, "sipas-2026", "on", c("X1", "X2", "X3"), c(2026.125, 2026.375, 2026.625))

set.seed(7)
holm <- lapply(list(c(0.01, 0.04, 0.03), c(0.2), c(1, 0, 0.5), round(runif(12)^3, 6), c(0.02, 0.02, 0.02, 0.9)),
  function(p) list(p = I(p), adjusted = I(p.adjust(p, "holm"))))
grid <- expand.grid(df = c(1, 2, 3, 5, 10, 31, 119, 260, 999, 1000, 5000, 36524, 999999), t = c(1e-8, 0.1, 0.5, 1, 1.5, 1.96, 2.5, 3, 5, 8, 12))
students <- lapply(seq_len(nrow(grid)), function(i) list(grid$t[i], grid$df[i], 2 * pt(-grid$t[i], grid$df[i])))

write_json(list(madeBy = paste0(R.version.string, ", survey ", packageVersion("survey")), within = within, between = between,
  effects = effects, independent = independent, slopes = slopes, holm = holm, students = students), "comparisons.json",
  digits = NA, auto_unbox = TRUE)
