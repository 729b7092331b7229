import { listsOf } from '../placed.ts'
import type { Question, Questionnaire } from '../questionnaire.ts'
import { addList, blankList, isOwnList, removeList, setIsScale, withList } from './choice-lists.ts'
import { proposeItemCode, takenCodes } from './codes.ts'
import { scaleOf } from './scales.ts'
import { questionAt, type Spot, withQuestion } from './spot.ts'

/** Kinds as a person tells them apart: a Likert question is a single choice over a scale, a long text has several lines. */
export const ANSWER_KINDS = [
  'likert',
  'single',
  'multiple',
  'grid',
  'number',
  'date',
  'short-text',
  'long-text',
  'note',
] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

export function answerKindOf(question: Question, questionnaire: Questionnaire): AnswerKind {
  if (question.kind === 'text') return question.isLong ? 'long-text' : 'short-text'
  if (question.kind !== 'single') return question.kind
  return listsOf(questionnaire).get(question.choices)?.isScale ? 'likert' : 'single'
}

type Base = Pick<Question, 'code' | 'number' | 'label' | 'hint' | 'askIf' | 'isRequired' | 'checks'>

/** A question of a kind over a list; what the kind has no use for is left out. */
export function questionOf(kind: AnswerKind, base: Base, choices: string): Question {
  switch (kind) {
    case 'likert':
    case 'single':
      return { ...base, kind: 'single', choices }
    case 'multiple':
      return { ...base, kind, choices }
    case 'grid':
      return { ...base, kind, choices, items: [] }
    case 'number':
      return { ...base, kind, min: 0, max: 100, decimals: 0 }
    case 'date':
      return { ...base, kind }
    case 'short-text':
    case 'long-text':
      return { ...base, kind: 'text', isLong: kind === 'long-text' }
    case 'note': {
      const { code, number, label, hint, askIf } = base // a note is read, not answered
      return { kind, code, number, label, ...(hint && { hint }), ...(askIf && { askIf }) }
    }
  }
}

/** What `questionOf` needs as list: the scale nearest above for measured answers, else a blank list of its own. */
export function listFor(
  kind: AnswerKind,
  code: string,
  questionnaire: Questionnaire,
  spot: Spot,
): { questionnaire: Questionnaire; code: string } {
  if (kind === 'likert' || kind === 'grid') {
    const near = nearestScale(questionnaire, spot)
    return near === null ? addList(questionnaire, scaleOf('satisfaction', 5)) : { questionnaire, code: near }
  }
  return kind === 'single' || kind === 'multiple'
    ? addList(questionnaire, blankList(code))
    : { questionnaire, code: '' }
}

function nearestScale(questionnaire: Questionnaire, spot: Spot): string | null {
  const scales = questionnaire.choiceLists.filter(({ isScale }) => isScale).map(({ code }) => code)
  const before = questionnaire.sections
    .slice(0, spot[0] + 1)
    .flatMap(({ questions }, at) => (at === spot[0] ? questions.slice(0, spot[1] ?? questions.length) : questions))
  const used = before.flatMap((one) => ('choices' in one && scales.includes(one.choices) ? [one.choices] : []))
  return used.at(-1) ?? scales[0] ?? null
}

/**
 * Makes a question one of another kind. Code, texts and rules stay, and the list where the kind can answer with it; a
 * new grid begins with one blank item.
 */
export function changeKind(
  questionnaire: Questionnaire,
  spot: Spot,
  kind: AnswerKind,
  earlier: Questionnaire | null,
): Questionnaire {
  const question = questionAt(questionnaire, spot)
  if (question === undefined || answerKindOf(question, questionnaire) === kind) return questionnaire
  const { code, number, label, hint, askIf, isRequired, checks } = question
  const base: Base = {
    ...{ code, number, label },
    ...(hint && { hint }),
    ...(askIf && { askIf }),
    ...(isRequired && { isRequired }),
    ...(checks && { checks }),
  }
  const list = withFittingList(questionnaire, spot, question, kind)
  const made = questionOf(kind, base, list.code)
  const item = {
    code: proposeItemCode(code, takenCodes(questionnaire, earlier)),
    number: '1',
    label: { vi: '', en: '' },
  }
  return withQuestion(list.questionnaire, spot, () => (made.kind === 'grid' ? { ...made, items: [item] } : made))
}

const CLOSED: readonly AnswerKind[] = ['likert', 'single', 'multiple', 'grid']

/**
 * The list for the new kind: the question's own as it is, or turned into a scale or back where it is nobody else's; else
 * another one, and a list made for this question alone goes.
 */
function withFittingList(questionnaire: Questionnaire, spot: Spot, question: Question, kind: AnswerKind) {
  const index = questionnaire.choiceLists.findIndex(({ code }) => 'choices' in question && question.choices === code)
  const list = questionnaire.choiceLists[index]
  if (list === undefined) return listFor(kind, question.code, questionnaire, spot)
  const isFit = kind === 'likert' ? list.isScale : kind === 'single' ? !list.isScale : CLOSED.includes(kind)
  if (isFit) return { questionnaire, code: list.code }
  if (!isOwnList(questionnaire, question)) return listFor(kind, question.code, questionnaire, spot)
  const isWritten = list.choices.some(({ label }) => label.vi !== '')
  if (isWritten && (kind === 'likert' || kind === 'single')) {
    const turned = withList(questionnaire, index, (one) => setIsScale(one, kind === 'likert'))
    return { questionnaire: turned, code: list.code }
  }
  return listFor(kind, question.code, removeList(questionnaire, index), spot)
}
