import { buildEntryForm, type EntryForm } from '../../../src/core/entry/entry-form.ts'
import { type EntryHeader, type EntryState, newEntry, valueOfField } from '../../../src/core/entry/entry-state.ts'
import { type EntryAction, type EntryKey, reduceEntry } from '../../../src/core/entry/reduce-entry.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import type { Questionnaire, Text } from '../../../src/core/questionnaire/questionnaire.ts'

export const EMPTY_HEADER: EntryHeader = {
  serial: '',
  agencyId: 0,
  sectorId: 0,
  stratumId: 0,
  clusterId: 0,
  batchId: 1,
  groupId: 0,
  collectedOn: null,
}

const text = (vi: string): Text => ({ vi, en: vi })
const codes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ code: String(from + i), label: text(`${from + i}`) }))

/** Every kind of question and every trap: two-digit lists, skips, decimals, negative numbers, a maximum. */
export const MIXED: Questionnaire = {
  format: 'sipas-questionnaire/1',
  code: 'mixed',
  version: 1,
  title: text('Mẫu thử'),
  source: '',
  choiceLists: [
    { code: 'five', isScale: true, choices: codes(1, 5) },
    { code: 'yes', isScale: false, choices: codes(1, 2) },
    { code: 'twelve', isScale: false, choices: codes(0, 12) },
  ],
  sections: [
    {
      code: 'A',
      number: 'A',
      title: text('Phần A'),
      questions: [
        { kind: 'note', code: 'intro', number: '', label: text('Lời dẫn') },
        { kind: 'single', code: 'late', number: 'A1', label: text('Trễ'), choices: 'yes' },
        { kind: 'single', code: 'notice', number: 'A2', label: text('Báo'), choices: 'yes', askIf: 'late == 1' },
        { kind: 'text', code: 'why', number: 'A3', label: text('Vì sao'), isLong: false, askIf: 'notice == 2' },
        { kind: 'single', code: 'month', number: 'A4', label: text('Tháng'), choices: 'twelve' },
        { kind: 'number', code: 'age', number: 'A5', label: text('Tuổi'), min: 18, max: 110, decimals: 0 },
        { kind: 'number', code: 'change', number: 'A6', label: text('Đổi'), min: -5, max: 5, decimals: 1 },
        { kind: 'date', code: 'day', number: 'A7', label: text('Ngày') },
        { kind: 'multiple', code: 'wish', number: 'A8', label: text('Mong'), choices: 'twelve', max: 3 },
      ],
    },
    {
      code: 'B',
      number: 'B',
      title: text('Phần B'),
      questions: [
        {
          kind: 'grid',
          code: 'q9',
          number: '9',
          label: text('Hài lòng'),
          choices: 'five',
          items: [
            { code: 'q9_1', number: '1', label: text('Một'), heading: text('I') },
            { code: 'q9_2', number: '2', label: text('Hai'), askIf: 'q9_1 > 3' },
            { code: 'q9_3', number: '3', label: text('Ba') },
          ],
        },
        { kind: 'text', code: 'comment', number: '10', label: text('Ý kiến'), isLong: true },
      ],
    },
  ],
  schemes: [],
}

export const mixed = buildEntryForm(MIXED)
export const mixedOnPaper = buildEntryForm({ ...MIXED, entryMode: 'as-on-paper' })

export function builtInForm(code: string): EntryForm {
  const questionnaire = BUILT_IN_QUESTIONNAIRES.find((candidate) => candidate.code === code)
  if (questionnaire === undefined) throw new Error(code)
  return buildEntryForm(questionnaire)
}

export function start(form: EntryForm): EntryState {
  const entry = newEntry(form, 'form-1', { ...EMPTY_HEADER, serial: '0001' }, 0)
  return reduceEntry(form, entry, { type: 'begin' })
}

export const play = (form: EntryForm, state: EntryState, ...actions: EntryAction[]): EntryState =>
  actions.reduce((now, action) => reduceEntry(form, now, action), state)

const SHORTHAND: Record<string, EntryKey> = {
  '.': 'notAnswered',
  '/': 'refused',
  '*': 'multipleTicks',
  '-': 'illegible',
  ',': 'separator',
  '⏎': 'enter',
  '⌫': 'back',
  '↓': 'next',
  '↑': 'previous',
  '⇱': 'first',
  '⇲': 'last',
  '⇟': 'pageDown',
  '⇞': 'pageUp',
}
export const ALL_KEYS: readonly EntryKey[] = [...Object.values(SHORTHAND), ...('0123456789'.split('') as EntryKey[])] // digits are keys

/** Keys as a clerk would write them down: `12.⏎`; spaces are for the reader. */
export const actionsOf = (keys: string): EntryAction[] =>
  [...keys.replaceAll(' ', '')].map((key): EntryAction => ({ type: 'key', key: SHORTHAND[key] ?? (key as EntryKey) })) // else a digit

export const type = (form: EntryForm, state: EntryState, keys: string): EntryState =>
  play(form, state, ...actionsOf(keys))

export function answerTo(form: EntryForm, state: EntryState, code: string): string {
  const field = form.fields.find((candidate) => candidate.code === code)
  if (field === undefined) throw new Error(code)
  return valueOfField(state, field)
}

export const currentCode = (form: EntryForm, state: EntryState): string | undefined => form.fields[state.at]?.code
