import { useTranslation } from 'react-i18next'
import { type Doubt, doubtsOf } from '../../../src/core/entry/doubts.ts'
import type { EntryForm, Field } from '../../../src/core/entry/entry-form.ts'
import type { EntryProblem, EntryState } from '../../../src/core/entry/entry-state.ts'
import { localText } from '../../i18n/i18n.ts'
import { answerWords } from './answer-words.ts'

/** The foot has room for so many of a kind; the rows themselves show every one. */
const MOST_NAMED = { questions: 6, messages: 2 } as const

const OF_ANSWERS: ReadonlySet<EntryProblem['kind']> = new Set([
  'no-such-code',
  'no-such-key',
  'too-many',
  'not-a-number',
  'out-of-range',
  'not-a-date',
])

/** A key or number that is no answer: all that is told of it without words is its row. The rest needs its words. */
export function isAnswerRefused(problem: EntryProblem | null): boolean {
  return problem !== null && OF_ANSWERS.has(problem.kind)
}

/** Why a key or the wish to save was refused, or what is asked before saving; null when there is nothing to say. */
export function useProblemWords(form: EntryForm, entry: EntryState): string | null {
  const { t } = useTranslation('entry')
  const { problem } = entry
  if (problem === null) return null
  const told = (doubts: readonly Doubt[]): string[] =>
    doubts.map(({ field, message }) => t('doubt.told', { number: nameOf(field), message: localText(message) }))
  switch (problem.kind) {
    case 'check-violated': {
      const { hard } = doubtsOf(form, entry)
      const here = told(hard.filter(({ field }) => field.index === entry.at))
      const first = t(problem.params.isHeld === 1 ? 'doubt.held' : 'doubt.notSaved', { serial: entry.header.serial })
      return [first, ...here, t('doubt.mend')].join(' ')
    }
    case 'confirm-save': {
      const { blanks, unanswered, notCalledFor, tooManyTicks, soft } = doubtsOf(form, entry)
      const numbers = unanswered.slice(0, MOST_NAMED.questions).map(nameOf)
      const unasked = notCalledFor.slice(0, MOST_NAMED.questions).map(nameOf)
      const { isHeld, isByEnter, isMending } = problem.params
      const isAgain = isByEnter !== 1 && isMending !== 1
      const parts = [
        isHeld === 1 && t('doubt.held', { serial: entry.header.serial }),
        blanks.length > 0 && t('doubt.blanks', { count: blanks.length }),
        numbers.length > 0 && t('doubt.unanswered', { numbers: listed(numbers, unanswered.length) }),
        unasked.length > 0 && t('doubt.notCalledFor', { numbers: listed(unasked, notCalledFor.length) }),
        tooManyTicks.length > 0 && t('doubt.tooManyTicks', { numbers: tooManyTicks.map(nameOf).join(', ') }),
        ...told(soft.slice(0, MOST_NAMED.messages)),
        soft.length > MOST_NAMED.messages && t('doubt.more', { count: soft.length - MOST_NAMED.messages }),
        t(blanks.length === 0 ? 'doubt.save' : isAgain ? 'doubt.saveBlanks' : 'doubt.saveBlanksFirst'),
      ]
      return parts.filter(Boolean).join(' ')
    }
    case 'verify-differs': {
      const { number, stored, keyed } = problem.params
      const field = form.fields[entry.at]
      const words = (value: unknown): string => (field === undefined ? '' : answerWords(field, String(value)))
      return t('problem.verify-differs', { number, stored: words(stored), keyed: words(keyed) })
    }
    default:
      return t(`problem.${problem.kind}`, problem.params)
  }
}

const nameOf = ({ number, code }: Field): string => (number === '' ? code : number)

const listed = (names: readonly string[], count: number): string => names.join(', ') + (count > names.length ? '…' : '')
