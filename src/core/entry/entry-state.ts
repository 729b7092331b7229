import { emptyRecord, MISSING, missingKindOf, NOT_KEYED } from '../questionnaire/record.ts'
import type { Effort } from './effort.ts'
import type { EntryForm, Field } from './entry-form.ts'

/** Who and where of a response; ids are the survey's own, 0 = none given; the date is ISO. */
export interface EntryHeader {
  readonly serial: string
  readonly agencyId: number
  readonly sectorId: number
  readonly stratumId: number
  readonly clusterId: number
  readonly groupId: number
  /** Never 0: every form belongs to a batch. */
  readonly batchId: number
  readonly collectedOn: string | null
}

/** Why a key was refused, or what the clerk should know; the words are the screen's. */
export interface EntryProblem {
  readonly kind:
    | 'no-such-code'
    | 'no-such-key'
    | 'too-many'
    | 'not-a-number'
    | 'out-of-range'
    | 'not-a-date'
    | 'no-such-question'
    | 'question-skipped'
    | 'form-complete'
    | 'check-violated'
    | 'confirm-save'
    | 'verify-changed'
    | 'verify-differs'
    | 'verify-header-differs'
    | 'scan-damaged'
    | 'scan-other-form'
    | 'scan-other-version'
    | 'scan-no-serial'
    | 'scan-same'
    | 'scan-later'
    | 'scan-elsewhere'
  readonly params: Readonly<Record<string, string | number>>
}

/** What became of answers that differed from the first keying. Every answer in the record counts already. */
export interface VerifyTrail {
  /** The answer just keyed in the current field, which differs: keyed again, it counts. */
  readonly waiting: { readonly code: string; readonly value: string } | null
  /** By field: the answer keyed twice the same that stands instead of the first keying's. */
  readonly standing: Readonly<Record<string, string>>
  /** By field, or header place: what was keyed, differed, and was taken back; in the order of keying. */
  readonly takenBack: Readonly<Record<string, readonly string[]>>
  /** The same by place, from before the form was put aside. */
  readonly earlierSlips: Readonly<Record<string, readonly string[]>>
  /** The header whose differences were told; keyed again the same, it counts. */
  readonly toldHeader: EntryHeader | null
}

/** One form being keyed. Plain data: it can be stored, compared and replayed. */
export interface EntryState {
  readonly id: string
  readonly startedAtMs: number
  readonly header: EntryHeader
  /** `header`: serial and agency come first. `saving`: waits to be sent, takes no keys. */
  readonly phase: 'header' | 'keying' | 'confirming' | 'saving'
  /** Everything the clerk keyed, skipped answers too, so that changing a skip there and back loses nothing. */
  readonly typed: string
  /** `typed` with the skips applied in the form's mode: a well-formed draft record, blank = not keyed. */
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  /** Index of the current field; `fields.length` = past the last one, the form is complete. */
  readonly at: number
  /** Digits typed in the current field that don't make an answer yet. */
  readonly pending: string
  readonly problem: EntryProblem | null
  /** Only of a second keying against the first: what became of the answers that differed. */
  readonly trail?: VerifyTrail
}

/** What is kept of a form while it is keyed (the draft of the server, without its survey). */
export interface EntryDraft {
  readonly id: string
  readonly header: EntryHeader
  readonly record: string
  readonly texts: Readonly<Record<string, string>>
  /** Code of the variable or text where keying stopped. */
  readonly position: string
  readonly startedAtMs: number
  /** What it took so far; none of a form that was taken back. */
  readonly effort?: Effort | undefined
}

export function newEntry(form: EntryForm, id: string, header: EntryHeader, startedAtMs: number): EntryState {
  const blank = emptyRecord(form.dictionary)
  const record = form.skips.applyTo(blank, 'draft')
  const base = { id, startedAtMs, header, phase: 'header' as const, texts: {}, pending: '', problem: null }
  return { ...base, typed: blank, record, at: 0 }
}

/** A kept form as it was left: the same answers, the same place; a complete one stands at its last question. */
export function resumeEntry(form: EntryForm, draft: EntryDraft): EntryState {
  const state = newEntry(form, draft.id, draft.header, draft.startedAtMs)
  const typed = draft.record.padEnd(form.dictionary.recordWidth, NOT_KEYED).slice(0, form.dictionary.recordWidth)
  const record = form.skips.applyTo(typed, 'draft')
  const at = form.fields.findIndex((field) => positionOf(field) === draft.position)
  return { ...state, phase: 'keying', typed, record, texts: draft.texts, at: Math.max(at, 0) }
}

export function draftOf(form: EntryForm, state: EntryState): EntryDraft {
  const { id, header, record, texts, startedAtMs } = state
  const field = form.fields[state.at] ?? form.fields.at(-1)
  return { id, header, record, texts, startedAtMs, position: field === undefined ? '' : positionOf(field) }
}

/** A variable of the data dictionary, so that every reader of the draft can name the place. */
function positionOf(field: Field): string {
  return field.kind === 'text' ? field.code : (field.variables[0]?.code ?? field.code)
}

/** The field's answer as it stands in the record (`4`, `05`, `0010000`, `..`); of a text, its words. */
export function valueOfField(state: EntryState, field: Field): string {
  if (field.kind === 'text') return state.texts[field.code] ?? ''
  return state.record.slice(field.start, field.start + field.width)
}

export function isKeyed(state: EntryState, field: Field): boolean {
  return valueOfField(state, field).trim() !== ''
}

/** Not asked, by the answers before it; as on paper, and nothing written there. */
export function isSkipped(form: EntryForm, state: EntryState, field: Field): boolean {
  if (field.kind !== 'text') return missingKindOf(valueOfField(state, field)) === 'notAsked'
  const isKept = form.entryMode === 'as-on-paper' && isKeyed(state, field)
  return !isKept && !form.skips.isAsked(field.code, state.record)
}

/** Whether the clerk can go there: as on paper to every question, on the strict path to those that are asked. */
export function canEnter(form: EntryForm, state: EntryState, field: Field): boolean {
  return form.entryMode === 'as-on-paper' || !isSkipped(form, state, field)
}

/** The asked fields without an answer; open texts are never owed. */
export function blankFields(form: EntryForm, state: EntryState): Field[] {
  return form.fields.filter((field) => field.kind !== 'text' && !isKeyed(state, field))
}

/** Closed questions asked (a multiple choice is one), and how many of them carry an answer or a missing sign. */
interface Progress {
  readonly keyed: number
  readonly asked: number
}

export function progressOf(form: EntryForm, state: EntryState): Progress {
  return countOf(form, state, form.fields)
}

/** The same for each section that asks something. */
export function progressBySection(
  form: EntryForm,
  state: EntryState,
): readonly (Progress & { readonly key: string })[] {
  const sections: { readonly key: string; readonly fields: Field[] }[] = []
  for (const line of form.lines) {
    if (line.kind === 'section') sections.push({ key: line.key, fields: [] })
    else if (line.kind === 'field') sections.at(-1)?.fields.push(line.field)
  }
  return sections.map(({ key, fields }) => ({ key, ...countOf(form, state, fields) })).filter(({ asked }) => asked > 0)
}

function countOf(form: EntryForm, state: EntryState, fields: readonly Field[]): Progress {
  const asked = fields.filter((field) => field.kind !== 'text' && !isSkipped(form, state, field))
  return { keyed: asked.filter((field) => isKeyed(state, field)).length, asked: asked.length }
}

/**
 * What is saved: every blank becomes "not answered", empty texts and, on the strict path, those of skipped questions are
 * left out.
 */
export function completeEntry(form: EntryForm, state: EntryState): { record: string; texts: Record<string, string> } {
  const record = form.skips.applyTo(state.record.replaceAll(NOT_KEYED, MISSING.notAnswered), 'final')
  const kept = form.dictionary.texts
    .filter((text) => form.entryMode === 'as-on-paper' || form.skips.isAsked(text.code, record))
    .map((text): [string, string] => [text.code, (state.texts[text.code] ?? '').trim()])
    .filter(([, words]) => words !== '')
  return { record, texts: Object.fromEntries(kept) }
}
