import { randomUUID } from 'node:crypto'
import type { FormInput } from '../../src/app/form-rules.ts'
import type { Door } from './door-client.ts'
import type { Ledger, LedgerForm } from './keyed-ledger.ts'
import type { Random } from './power-cut.ts'

/** Who keys, and the form that every other is made of. */
export interface Desk {
  readonly surveyId: number
  readonly keyerId: number
  readonly secondId: number
  readonly form: FormInput
  /** Where an answer from 1 to 4 stands in the record. */
  readonly answersAt: readonly number[]
  readonly random: Random
}

/** One call: what it asks of the program, and what an acknowledgement of it promises. */
export interface Step {
  readonly ask: (door: Door) => Promise<void>
  readonly promise: (ledger: Ledger) => Ledger
  /** Asked again after it was done, the program says that the form was changed meanwhile. */
  readonly isRefusedAgain?: boolean
}

const EFFORT = { erasures: 1, activeMs: 2000, fieldMs: { k01: 900 } }
const KEYSTROKES = 40

/**
 * A keyer's day without an end: drafts of a form as it grows, its save; now and then it is taken back, changed and saved
 * again, corrected, or keyed a second time by somebody else. `ids` learns which response a form became.
 */
export function* keyedSteps(desk: Desk, ids: Map<string, string>): Generator<Step> {
  for (let number = 1; ; number += 1) {
    const serial = `M-${String(number).padStart(6, '0')}`
    const [first, last] = [randomRecord(desk), randomRecord(desk)]
    const key = randomUUID()
    for (let part = 1; part <= 3; part += 1) {
      const keyed = Math.ceil((first.length * part) / 4)
      yield draftStep(desk, key, serial, first.slice(0, keyed).padEnd(first.length), '')
    }
    const words = desk.random() < 0.5 ? `Chờ lâu, lần ${number}` : ''
    yield saveStep(desk, ids, key, serial, first, words)
    const what = desk.random()
    if (what < 0.2) {
      const again = randomUUID()
      yield undoStep(desk, ids, key, again)
      yield draftStep(desk, again, serial, last, words)
      yield saveStep(desk, ids, again, serial, last, words)
    } else if (what < 0.4) yield correctStep(desk, ids, key, last)
    else if (what < 0.7) yield secondStep(desk, ids, key, randomUUID(), what < 0.5 ? last : first)
  }
}

function randomRecord({ form, answersAt, random }: Desk): string {
  const record = [...form.record]
  for (const at of answersAt) record[at] = String(1 + Math.floor(random() * 4))
  return record.join('')
}

const textsOf = (words: string): Record<string, string> => (words === '' ? {} : { comment: words })
const headerOf = ({ form }: Desk, serial: string) => ({ ...form.header, serial })

function draftStep(desk: Desk, id: string, serial: string, record: string, words: string): Step {
  const { surveyId, keyerId } = desk
  const of = { id, surveyId, header: headerOf(desk, serial), record, texts: textsOf(words), position: 'k01' }
  return {
    ask: (door) => door.call(keyerId, 'entry.saveDraft', { ...of, startedAtMs: 1 }),
    promise: (ledger) => ({
      ...ledger,
      drafts: { ...ledger.drafts, [id]: { serial, record, words, position: 'k01' } },
    }),
  }
}

function saveStep(
  desk: Desk,
  ids: Map<string, string>,
  key: string,
  serial: string,
  record: string,
  words: string,
): Step {
  const { surveyId, keyerId } = desk
  const effort = { ...EFFORT, keystrokes: KEYSTROKES }
  const form = { surveyId, draftId: key, header: headerOf(desk, serial), record, texts: textsOf(words), effort }
  return {
    ask: async (door) => {
      const saved = await door.call<{ responseId: string; serial: string }>(keyerId, 'entry.save', form)
      if (saved.serial !== serial) throw new Error(`${serial} was answered as ${saved.serial}`)
      ids.set(key, saved.responseId)
    },
    promise: (ledger) => {
      const { [key]: _, ...drafts } = ledger.drafts
      const saved: LedgerForm = { serial, state: 'valid', rev: 1, record, words, kinds: ['entry'] }
      return { ...ledger, drafts, forms: { ...ledger.forms, [key]: saved }, effort: more(ledger, 1, KEYSTROKES) }
    },
  }
}

function undoStep({ surveyId, keyerId }: Desk, ids: Map<string, string>, key: string, draftId: string): Step {
  return {
    ask: (door) => door.call(keyerId, 'entry.undo', { surveyId, id: ids.get(key), draftId, position: 'comment' }),
    promise: (ledger) => {
      const { serial, record, words } = formIn(ledger, key)
      const drafts = { ...ledger.drafts, [draftId]: { serial, record, words, position: 'comment' } }
      return { ...changed(ledger, key, 'undo', { state: 'void' }), drafts, effort: more(ledger, -1, 0) }
    },
  }
}

function correctStep(desk: Desk, ids: Map<string, string>, key: string, record: string): Step {
  const { surveyId, keyerId } = desk
  let sent: object | null = null
  return {
    ask: (door) => door.call(keyerId, 'response.correct', { ...sent, id: ids.get(key) }),
    promise: (ledger) => {
      const { serial, rev, words } = formIn(ledger, key)
      const of = { surveyId, baseRev: rev, reason: 'Đối chiếu lại phiếu giấy' }
      sent = { ...of, header: headerOf(desk, serial), record, texts: textsOf(words) }
      return changed(ledger, key, 'correction', { record })
    },
    isRefusedAgain: true,
  }
}

/** Against the first keying; what was keyed twice the same replaces it. */
function secondStep(desk: Desk, ids: Map<string, string>, key: string, id: string, record: string): Step {
  const { surveyId, secondId } = desk
  let sent: object | null = null
  return {
    ask: (door) => {
      const responseId = ids.get(key)
      if (responseId === undefined) throw new Error('keyed a second time before the first')
      return door.call(secondId, 'verification.save', { ...sent, responseId })
    },
    promise: (ledger) => {
      const { serial, rev, words, record: first } = formIn(ledger, key)
      const of = { surveyId, batchId: 1, id, mode: 'dependent', scope: 'whole', surveyVersionId: 1, baseRev: rev }
      const effort = { ...EFFORT, keystrokes: KEYSTROKES }
      sent = { ...of, header: headerOf(desk, serial), record, texts: textsOf(words), slips: {}, effort }
      const seen = { ...ledger, seconds: { ...ledger.seconds, [id]: record }, effort: more(ledger, 1, KEYSTROKES) }
      return first === record ? seen : changed(seen, key, 'verification', { record })
    },
  }
}

function formIn(ledger: Ledger, key: string): LedgerForm {
  const form = ledger.forms[key]
  if (form === undefined) throw new Error('no such form in the ledger')
  return form
}

function changed(ledger: Ledger, key: string, kind: string, to: Partial<LedgerForm>): Ledger {
  const form = formIn(ledger, key)
  const next = { ...form, ...to, rev: form.rev + 1, kinds: [...form.kinds, kind] }
  return { ...ledger, forms: { ...ledger.forms, [key]: next } }
}

const more = ({ effort }: Ledger, forms: number, keystrokes: number) => ({
  forms: effort.forms + forms,
  keystrokes: effort.keystrokes + keystrokes,
})
