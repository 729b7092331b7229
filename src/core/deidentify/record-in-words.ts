import type { WordParams } from '../fill-words.ts'
import { countText, shareText } from '../report/numbers.ts'
import { type Language, textIn } from '../words.ts'
import type { Deidentification, NamedVariable } from './deidentification.ts'
import { type RecordWord, recordWord } from './record-words.ts'

/** Of a column that has lost more of its answers than this, whoever takes the file should know before. */
const MUCH = 0.2

export interface RecordLine {
  readonly heading: string
  readonly text: string
  readonly isWarning: boolean
}

/** The record of a de-identified file, as its sheet, the text beside it and the screen say it. */
export function recordInWords(
  record: Deidentification,
  language: Language,
): { readonly title: string; readonly lines: readonly RecordLine[] } {
  const say = (word: RecordWord, params: WordParams = {}): string =>
    recordWord(word, language, { k: record.k, ...params })
  const line = (heading: RecordWord, text: string): RecordLine => ({ heading: say(heading), text, isWarning: false })
  const warning = (heading: RecordWord, text: string): RecordLine => ({ heading: say(heading), text, isWarning: true })
  const nameOf = ({ number, label }: NamedVariable): string => {
    const words = textIn(label, language)
    return number === '' ? words : `${number}. ${words}`
  }
  const list = (parts: readonly string[]): string => (parts.length === 0 ? say('none') : parts.join('; '))
  const share = (cells: number): string => shareText(cells, record.forms)
  const agency = record.withheldKeys.find(({ key }) => key === 'agency')?.cells ?? 0
  const { combinations, whollyWithheld, weightsChanged } = record
  const withheld = [
    ...record.withheldKeys.map(({ key, cells }) => ({ name: say(`key.${key}`), cells })),
    ...record.withheldFacts.map((one) => ({ name: nameOf(one), cells: one.cells })),
  ]
  const isMuch = withheld.some(({ cells }) => cells > record.forms * MUCH)
  return {
    title: say('title'),
    lines: [
      line('survey', `${record.survey.name} (${record.survey.code})`),
      line('forms', countText(record.forms)),
      line('law', say('lawText')),
      line('rule', say('ruleText')),
      line('counted', list([...record.keys.map((key) => say(`key.${key}`)), ...record.facts.map(nameOf)])),
      line('serial', say('serialText')),
      line('cluster', say('clusterText', { cells: countText(record.clustersWithheld) })),
      line('removed', list(record.removed.map(nameOf))),
      line('removedTexts', list(record.removedTexts.map(nameOf))),
      line('droppedKeys', list(record.droppedKeys.map((key) => say(`key.${key}`)))),
      ...(record.time === null ? [] : [line('time', say(`time.${record.time}`))]),
      line(
        'bands',
        list(record.bands.map((one) => say('bandsText', { name: nameOf(one), count: one.bounds.length + 1 }))),
      ),
      line('merged', list(record.merged.map((one) => say('mergedText', { name: nameOf(one), count: one.answers })))),
      (isMuch ? warning : line)(
        'withheld',
        list(
          withheld.map(({ name, cells }) =>
            say('withheldText', { name, cells: countText(cells), share: share(cells) }),
          ),
        ),
      ),
      line(
        'weights',
        weightsChanged === 0 ? say('weightsKept') : say('weightsChanged', { cells: countText(weightsChanged) }),
      ),
      line(
        'smallest',
        combinations.smallest === 0
          ? say('smallestNone')
          : say('smallestText', { count: countText(combinations.count), smallest: countText(combinations.smallest) }),
      ),
      line('left', say('leftText')),
      ...(agency === 0 ? [] : [warning('agency', say('agencyText', { cells: countText(agency) }))]),
      ...(whollyWithheld === 0 ? [] : [warning('rare', say('rareText', { cells: countText(whollyWithheld) }))]),
      ...(combinations.alike === 0
        ? []
        : [warning('alike', say('alikeText', { count: countText(combinations.alike) }))]),
    ],
  }
}
