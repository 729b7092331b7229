import { figureNote } from '../../core/index/figure-note.ts'
import { BlockList, type Counters } from '../../core/report/block-list.ts'
import { roman, timeWords } from '../../core/report/sentences.ts'
import { type ReportWord, type Say, sayIn } from '../../core/report/words.ts'
import { periodCode } from '../../core/survey-period.ts'
import { type Language, textIn } from '../../core/words.ts'
import type { ReportData } from './report-data.ts'

/** What every part of a report is written with. */
export interface ReportContext {
  readonly data: ReportData
  readonly language: Language
  readonly say: Say
  readonly counters: Counters
  /** Under a table: formula, what was narrowed, survey and period, questionnaire. */
  readonly note: string
  /** `quý II năm 2026`. */
  readonly time: string
  /** Of whom it is, with a space before it; '' for the whole survey. */
  readonly of: string
  /** The annexes that there will be, in their order. */
  readonly annexes: readonly AnnexKey[]
}

export const ANNEXES = ['items', 'agencies', 'heat', 'pairs', 'targets', 'weak', 'cases'] as const
export type AnnexKey = (typeof ANNEXES)[number]

/** @param annexes those that there will be (`annexesOf`), so that sentences can name them */
export function reportContext(data: ReportData, annexes: readonly AnnexKey[]): ReportContext {
  const { language, survey, period, part } = data
  const say = sayIn(language)
  const name = partName(data)
  return {
    ...{ data, language, say, annexes },
    counters: { tables: 0, figures: 0 },
    note: figureNote(data.summary.provenance, null, language),
    time: timeWords(say, period?.code ?? periodCode(survey.year, survey.period)),
    of: part === null ? '' : say(`of.${part.kind}`, { name }),
  }
}

/** '' for the whole survey. */
export function partName({ part, language }: ReportData): string {
  return part === null ? '' : textIn(part.results.part.name, language)
}

/** Numbered on from what the report has so far; a notice has no pictures. */
export function newBlocks({ say, counters, data }: ReportContext): BlockList {
  return new BlockList(say, counters, data.kind === 'report')
}

/** `Phụ lục II`. */
export function annexName({ say, annexes }: ReportContext, key: AnnexKey): string {
  return say('annex.number', { number: roman(annexes.indexOf(key) + 1) })
}

/** When the earlier figures are of. */
export function beforeName({ say, data: { before } }: ReportContext): string {
  if (before === null) return ''
  if (before.period !== null) return say('before.period', { time: timeWords(say, before.period.code) })
  return say('before.survey', { name: before.provenance.survey })
}

/** A word of the catalogue that is made of a name. */
export function wordOf(kind: 'block' | 'difference' | 'caption', name: string): ReportWord {
  return `${kind}.${name}` as ReportWord // the names are of closed lists, each with a word; tests read them all
}
