import actionsEn from './en/actions.json'
import auditEn from './en/audit.json'
import batchesEn from './en/batches.json'
import chartEn from './en/chart.json'
import commentsEn from './en/comments.json'
import commonEn from './en/common.json'
import compareEn from './en/compare.json'
import controlEn from './en/control.json'
import designerEn from './en/designer.json'
import discrepanciesEn from './en/discrepancies.json'
import entryEn from './en/entry.json'
import externalEn from './en/external.json'
import filesEn from './en/files.json'
import homeEn from './en/home.json'
import keyingEn from './en/keying.json'
import operatorEn from './en/operator.json'
import parEn from './en/par.json'
import printEn from './en/print.json'
import qualityEn from './en/quality.json'
import questionnaireEn from './en/questionnaire.json'
import rankingEn from './en/ranking.json'
import reportEn from './en/report.json'
import reportTemplatesEn from './en/report-templates.json'
import responsesEn from './en/responses.json'
import resultPagesEn from './en/result-pages.json'
import resultsEn from './en/results.json'
import rulesEn from './en/rules.json'
import schemeEn from './en/scheme.json'
import settingsEn from './en/settings.json'
import successionEn from './en/succession.json'
import surveyEn from './en/survey.json'
import tabsEn from './en/tabs.json'
import targetsEn from './en/targets.json'
import trendEn from './en/trend.json'
import verifyEn from './en/verify.json'
import actions from './vi/actions.json'
import audit from './vi/audit.json'
import batches from './vi/batches.json'
import chart from './vi/chart.json'
import comments from './vi/comments.json'
import common from './vi/common.json'
import compare from './vi/compare.json'
import control from './vi/control.json'
import designer from './vi/designer.json'
import discrepancies from './vi/discrepancies.json'
import entry from './vi/entry.json'
import external from './vi/external.json'
import files from './vi/files.json'
import home from './vi/home.json'
import keying from './vi/keying.json'
import operator from './vi/operator.json'
import par from './vi/par.json'
import print from './vi/print.json'
import quality from './vi/quality.json'
import questionnaire from './vi/questionnaire.json'
import ranking from './vi/ranking.json'
import report from './vi/report.json'
import reportTemplates from './vi/report-templates.json'
import responses from './vi/responses.json'
import resultPages from './vi/result-pages.json'
import results from './vi/results.json'
import rules from './vi/rules.json'
import scheme from './vi/scheme.json'
import settings from './vi/settings.json'
import succession from './vi/succession.json'
import survey from './vi/survey.json'
import tabs from './vi/tabs.json'
import targets from './vi/targets.json'
import trend from './vi/trend.json'
import verify from './vi/verify.json'

/** One namespace a screen. Vietnamese is the shape: keys are typed by it, and a test holds English to the same keys. */
export const resources = {
  actions,
  audit,
  batches,
  chart,
  comments,
  common,
  compare,
  control,
  designer,
  discrepancies,
  entry,
  external,
  files,
  home,
  keying,
  operator,
  par,
  print,
  quality,
  questionnaire,
  ranking,
  report,
  reportTemplates,
  responses,
  resultPages,
  results,
  rules,
  scheme,
  settings,
  succession,
  survey,
  tabs,
  targets,
  trend,
  verify,
}

export const catalogues = {
  vi: resources,
  en: {
    actions: actionsEn,
    audit: auditEn,
    batches: batchesEn,
    chart: chartEn,
    comments: commentsEn,
    common: commonEn,
    compare: compareEn,
    control: controlEn,
    designer: designerEn,
    discrepancies: discrepanciesEn,
    entry: entryEn,
    external: externalEn,
    files: filesEn,
    home: homeEn,
    keying: keyingEn,
    operator: operatorEn,
    par: parEn,
    print: printEn,
    quality: qualityEn,
    questionnaire: questionnaireEn,
    ranking: rankingEn,
    report: reportEn,
    reportTemplates: reportTemplatesEn,
    responses: responsesEn,
    resultPages: resultPagesEn,
    results: resultsEn,
    rules: rulesEn,
    scheme: schemeEn,
    settings: settingsEn,
    succession: successionEn,
    survey: surveyEn,
    tabs: tabsEn,
    targets: targetsEn,
    trend: trendEn,
    verify: verifyEn,
  },
}
