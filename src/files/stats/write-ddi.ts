import { wordsFor } from '../../core/words.ts'
import { ddiVariable } from './ddi-variable.ts'
import type { StatisticsTable } from './statistics-table.ts'
import { element, textElement } from './xml.ts'

/** What an archive wants to know of a survey. Empty texts and null are left out. */
export interface DdiStudy {
  readonly title: string
  /** Of the survey. */
  readonly code: string
  /** The office that made it. */
  readonly producer: string
  readonly madeAt: Date
  /** The survey's year, and its part of the year: `2026`, `2026-H1`. */
  readonly period: string
  /** First and last ISO day on which forms were collected. */
  readonly collected: { readonly from: string; readonly to: string } | null
  readonly questionnaire: string
  /** How the sample was drawn, in sentences. */
  readonly sampling: string
  readonly weighting: string
  /** Forms handed out, brought back and valid, in a sentence. */
  readonly counts: string
  /** The file of the data that this describes. */
  readonly dataFile: string
}

/**
 * A DDI-Codebook 2.5 document: the study, the file and every variable with question, valid and missing values, answers and
 * how often each came (unweighted). Codes are those of the .sav and .dat files.
 */
export function writeDdi(table: StatisticsTable, study: DdiStudy): string {
  const { language } = table
  const codeBook = element(
    'codeBook',
    {
      xmlns: 'ddi:codebook:2_5',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': SCHEMA,
      version: '2.5',
      'xml:lang': language,
    },
    element('docDscr', {}, element('citation', {}, titleStatement(study), documentProduction(study))),
    studyDescription(study, table),
    fileDescription(study, table),
    element('dataDscr', {}, ...table.variables.map((variable, at) => ddiVariable(variable, at, weightOf(table)))),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${codeBook}\n`
}

const SCHEMA = 'ddi:codebook:2_5 https://ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd'
const FILE_ID = 'F1'

function weightOf({ variables }: StatisticsTable): string | undefined {
  const at = variables.findIndex(({ kind }) => kind === 'weight')
  return at < 0 ? undefined : `V${at + 1}`
}

function titleStatement({ title, code }: DdiStudy): string {
  return element('titlStmt', {}, textElement('titl', title), textElement('IDNo', code))
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function documentProduction({ producer, madeAt }: DdiStudy): string {
  return element(
    'prodStmt',
    {},
    textElement('producer', producer),
    textElement('prodDate', isoDay(madeAt), { date: isoDay(madeAt) }),
    textElement('software', 'SIPAS'),
  )
}

function studyDescription(study: DdiStudy, { language }: StatisticsTable): string {
  const { producer, period, collected, sampling, weighting, counts, questionnaire } = study
  const responsible = producer === '' ? '' : element('rspStmt', {}, textElement('AuthEnty', producer))
  const production = producer === '' ? '' : element('prodStmt', {}, textElement('producer', producer))
  const collection = [
    textElement('sampProc', sampling),
    textElement('resInstru', questionnaire),
    textElement('weight', weighting),
  ]
  return element(
    'stdyDscr',
    {},
    element('citation', {}, titleStatement(study), responsible, production),
    element(
      'stdyInfo',
      {},
      element('subject', {}, textElement('keyword', wordsFor('ddi.subject', language))),
      element(
        'sumDscr',
        {},
        textElement('timePrd', period),
        ...(collected === null ? [] : [day('start', collected.from), day('end', collected.to)]),
        textElement('nation', 'Việt Nam', { abbr: 'VN' }),
        textElement('anlyUnit', wordsFor('ddi.unit', language)),
        textElement('dataKind', wordsFor('ddi.kind', language)),
      ),
    ),
    element(
      'method',
      {},
      element('dataColl', {}, ...collection),
      element('anlyInfo', {}, textElement('respRate', counts)),
    ),
  )
}

function day(event: 'start' | 'end', date: string): string {
  return textElement('collDate', date, { event, date })
}

function fileDescription({ dataFile }: DdiStudy, { caseCount, variables }: StatisticsTable): string {
  return element(
    'fileDscr',
    { ID: FILE_ID },
    element(
      'fileTxt',
      {},
      textElement('fileName', dataFile),
      element(
        'dimensns',
        {},
        textElement('caseQnty', String(caseCount)),
        textElement('varQnty', String(variables.length)),
      ),
      textElement('fileType', 'SPSS (.sav)', { charset: 'UTF-8' }),
    ),
  )
}
