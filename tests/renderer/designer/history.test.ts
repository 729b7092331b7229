import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type History,
  type HistoryAction,
  reduceHistory,
  startHistory,
} from '../../../renderer/screens/designer/history.ts'
import { BUILT_IN_QUESTIONNAIRES } from '../../../src/core/questionnaire/built-in/index.ts'
import { addItem, addOther, addQuestion, addSection } from '../../../src/core/questionnaire/edit/add.ts'
import { ANSWER_KINDS, changeKind } from '../../../src/core/questionnaire/edit/answer-kind.ts'
import {
  addChoice,
  moveChoice,
  renameChoice,
  renameList,
  withList,
} from '../../../src/core/questionnaire/edit/choice-lists.ts'
import { copyAt } from '../../../src/core/questionnaire/edit/copy.ts'
import { moveStep, moveTo } from '../../../src/core/questionnaire/edit/move.ts'
import { renumber } from '../../../src/core/questionnaire/edit/numbering.ts'
import { removeAt } from '../../../src/core/questionnaire/edit/remove.ts'
import { renameCode } from '../../../src/core/questionnaire/edit/rename.ts'
import { addScheme } from '../../../src/core/questionnaire/edit/schemes.ts'
import {
  type Edited,
  itemAt,
  questionAt,
  type Spot,
  spotsOf,
  withItem,
  withQuestion,
  withSection,
} from '../../../src/core/questionnaire/edit/spot.ts'
import {
  type Choice,
  type Questionnaire,
  questionnaireDraftSchema,
} from '../../../src/core/questionnaire/questionnaire.ts'
import { BLANK } from '../../core/questionnaire/edit/form.ts'

const step = (state: History, ...actions: HistoryAction[]): History => actions.reduce(reduceHistory, state)
const title = (vi: string, typing: string | null = null): HistoryAction => ({
  ...{ type: 'edit', name: 'text', typing },
  change: (document) => ({ ...document, title: { ...document.title, vi } }),
})
const UNDO: HistoryAction = { type: 'undo' }
const REDO: HistoryAction = { type: 'redo' }

describe('undo and redo', () => {
  test('typing in one field is one step; another field, or leaving it, begins the next', () => {
    const start = startHistory(BLANK)
    const typed = step(start, title('a', 'x'), title('ab', 'x'), title('abc', 'x'))
    expect([typed.document.title.vi, typed.past.length]).toEqual(['abc', 1])
    expect(step(typed, UNDO).document).toBe(BLANK)
    expect(step(typed, { type: 'settle' }, title('abcd', 'x')).past).toHaveLength(2)
    expect(step(typed, title('abcd', 'y')).past).toHaveLength(2)
    expect(step(typed, UNDO, REDO).document).toBe(typed.document)
  })

  test('what is typed is done to the document as it was before: a code passes over another on its way', () => {
    const form = step(startHistory(BLANK), {
      ...{ type: 'edit', name: 'addQuestion' },
      change: () => ({ ...ruledForm(), retiredCodes: [] }),
    })
    const type = (code: string): HistoryAction => ({
      ...{ type: 'edit', name: 'code', typing: 'code' },
      change: (document) => renameCode(document, [0, 0], code),
    })
    // On the way from q1 to q21 the code is q2 for a moment, which is somebody else's.
    const renamed = step(form, type('q'), type('q2'), type('q21'))
    expect(renamed.document.sections[0]?.questions.map(({ code, askIf }) => [code, askIf])).toEqual([
      ...[
        ['q21', undefined],
        ['q2', undefined],
        ['q3', 'q21 == 1 && q2 == 1'],
      ],
    ])
  })

  test('an edit after undo forgets what could be redone; one that changes nothing is no step', () => {
    const two = step(startHistory(BLANK), title('a'), title('b'))
    expect(step(two, UNDO, title('c'), REDO).document.title.vi).toBe('c')
    expect(step(two, { type: 'edit', name: 'text', change: (document) => document })).toBe(two)
    expect(step(startHistory(BLANK), UNDO, REDO).document).toBe(BLANK)
  })

  test('what was selected comes back with the step', () => {
    const added = step(startHistory(BLANK), add(null), { type: 'select', spot: [0] }, add([0]))
    expect(added.spot).toEqual([0, 1])
    expect(step(added, UNDO).spot).toEqual([0])
    expect(step(added, UNDO, REDO).spot).toEqual([0, 1])
  })

  test('an edit that makes the form larger than its format is not made', () => {
    const full = startHistory({
      ...BLANK,
      sections: Array.from({ length: 100 }, () => addSection(BLANK).questionnaire.sections[0]).filter(
        (one) => one !== undefined,
      ),
    })
    expect(step(full, { type: 'edit', name: 'addSection', change: (document) => addSection(document) })).toBe(full)
  })

  test('a text longer than its field holds is cut, never within a character', () => {
    const { document } = step(startHistory(BLANK), title(`x${'🙂'.repeat(1500)}`))
    expect(document.title.vi).toBe(`x${'🙂'.repeat(999)}`) // 1 + 2 × 999 = 1,999 of 2,000; half a 🙂 is none
  })
})

function add(after: Spot | null): HistoryAction {
  return { type: 'edit', name: 'addQuestion', change: (document) => addQuestion(document, after, 'number', null) }
}

function ruledForm(): Questionnaire {
  const form = ['single', 'single', 'single'].reduce(
    (now) => addQuestion(now, now.sections.length === 0 ? null : [0], 'single', null).questionnaire,
    BLANK,
  )
  return withSection(form, [0], (section) => ({
    ...section,
    questions: section.questions.map((one) => (one.code === 'q3' ? { ...one, askIf: 'q1 == 1 && q2 == 1' } : one)),
  }))
}

/** Any edit the screen offers, at any spot of the document as it happens to be; two numbers choose where. */
type Draw = readonly [op: number, at: number, to: number, word: string]
const drawn: fc.Arbitrary<Draw> = fc.tuple(
  fc.nat({ max: 20 }),
  fc.nat({ max: 999 }),
  fc.nat({ max: 999 }),
  fc.oneof(
    fc.constantFrom('', 'q1', 'q2', 'q3_01', 'Q 1', 'mới', 'a'.repeat(31), 'gender', 'serial'),
    fc.constantFrom(`q1_${'a'.repeat(28)}`, 'b'.repeat(60), 'dài '.repeat(800), `x${'🙂'.repeat(1500)}`),
    fc.string({ unit: 'binary' }),
  ),
)

function editOf([op, at, to, word]: Draw): HistoryAction {
  return {
    ...{ type: 'edit', name: 'text' },
    change: (document) => {
      const spots = spotsOf(document)
      const spot = spots[at % Math.max(spots.length, 1)]
      const kind = ANSWER_KINDS[to % ANSWER_KINDS.length] ?? 'note'
      if (spot === undefined) return addQuestion(document, null, kind, null)
      const question = questionAt(document, spot)
      const list = at % Math.max(document.choiceLists.length, 1)
      const target = spots.filter(({ length }) => length === spot.length)[to % spots.length] ?? spot
      const hasList = document.choiceLists.length > 0
      const choices = document.choiceLists[list]?.choices.length ?? 0
      const text = { vi: word, en: word }
      const written = (choice: Choice): Choice => ({ ...choice, label: text })
      const edits: ((() => Questionnaire | Edited | null) | null)[] = [
        () => addSection(document, spot[0]),
        () => addQuestion(document, spot, kind, null),
        question?.kind === 'grid' ? () => addItem(document, spot, null) : null,
        question !== undefined ? () => addOther(document, spot, String(to % 9), { vi: word, en: '' }, null) : null,
        () => copyAt(document, spot, null),
        () => removeAt(document, spot),
        () => moveStep(document, spot, to % 2 === 0 ? 1 : -1),
        () => moveTo(document, spot, target),
        question !== undefined ? () => changeKind(document, spot, kind, null) : null,
        spot.length > 1 ? () => renameCode(document, spot, word) : null,
        () => renumber(document),
        hasList ? () => withList(document, list, addChoice) : null,
        choices > 0 ? () => withList(document, list, (one) => moveChoice(one, to % choices, at % choices)) : null,
        choices > 0 ? () => renameChoice(document, list, to % choices, String(at % 120)) : null,
        hasList ? () => renameList(document, list, word) : null,
        question !== undefined
          ? () => withQuestion(document, spot, (one) => ({ ...one, label: text, hint: text }))
          : null,
        itemAt(document, spot)
          ? () => withItem(document, spot, (one) => ({ ...one, label: text, heading: text }))
          : null,
        () => withSection(document, spot, (one) => ({ ...one, code: word, number: word, title: text, intro: text })),
        question !== undefined ? () => withQuestion(document, spot, (one) => ({ ...one, number: word })) : null,
        hasList ? () => withList(document, list, (one) => ({ ...one, choices: one.choices.map(written) })) : null,
        () => addScheme({ ...document, source: word, title: text, caution: text, instructions: text }, text),
      ]
      return edits[op]?.() ?? document
    },
  }
}

const forms = fc.constantFrom(BLANK, ...BUILT_IN_QUESTIONNAIRES)

describe('any edits, in any order', () => {
  test('keep a document that can be stored as a draft', () => {
    fc.assert(
      fc.property(forms, fc.array(drawn, { maxLength: 25 }), (form, edits) => {
        const { document } = step(startHistory(form), ...edits.map(editOf))
        const read = questionnaireDraftSchema.safeParse(JSON.parse(JSON.stringify(document)))
        expect(read.error?.issues ?? []).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('undone and done again are the very same documents', () => {
    fc.assert(
      fc.property(forms, fc.array(drawn, { maxLength: 25 }), (form, edits) => {
        const start = startHistory(form)
        const done = step(start, ...edits.map(editOf))
        const undone = step(done, ...done.past.map(() => UNDO))
        expect(undone.document).toBe(form)
        expect(step(undone, ...done.past.map(() => REDO)).document).toBe(done.document)
      }),
      { numRuns: 150 },
    )
  })

  test('a move loses and invents nothing', () => {
    fc.assert(
      fc.property(forms, fc.nat(), fc.nat(), fc.boolean(), (form, from, to, isStep) => {
        const spots = spotsOf(form)
        const spot = spots[from % Math.max(spots.length, 1)]
        if (spot === undefined) return
        const target = spots[to % spots.length] ?? spot
        const moved = isStep ? moveStep(form, spot, to % 2 === 0 ? 1 : -1) : moveTo(form, spot, target)
        expect(labels(moved?.questionnaire ?? form)).toEqual(labels(form))
      }),
      { numRuns: 500 },
    )
  })
})

/** Every text of sections, questions and items, in no order. */
function labels({ sections }: Questionnaire): string[] {
  const questions = sections.flatMap((section) => section.questions)
  const items = questions.flatMap((question) => (question.kind === 'grid' ? question.items : []))
  return [
    ...sections.map(({ title: text }) => text.vi),
    ...[...questions, ...items].map(({ code, label }) => code + label.vi),
  ].sort()
}
